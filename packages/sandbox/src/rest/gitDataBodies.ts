import { z } from 'zod';
import { isObjectId, isTreePath } from '../forge/names';

const objectId = z.string().refine(isObjectId, 'is not an object id');

const signature = z.object({
  name: z.string(),
  email: z.string(),
  date: z.string().optional(),
});

export const blobBody = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

export const treeEntry = z.object({
  path: z.string().refine(isTreePath, 'is not a path'),
  mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
  type: z.enum(['blob', 'tree', 'commit']).optional(),
  sha: objectId.nullish(),
  content: z.string().optional(),
});

export const treeBody = z.object({
  tree: z.array(treeEntry),
  base_tree: z.string().optional(),
});

export const commitBody = z.object({
  message: z.string(),
  tree: objectId,
  parents: z.array(objectId).default([]),
  author: signature.optional(),
  committer: signature.optional(),
});
