import { CustomErrorBase, InputError } from '@backstage/errors';
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
} from 'express';

class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

const requireJson: RequestHandler = (req, _res, next) => {
  next(
    req.is('application/json')
      ? undefined
      : new UnsupportedMediaTypeError('content-type: must be application/json'),
  );
};

const sayWhatIsWrong: ErrorRequestHandler = (error, _req, _res, next) => {
  next(
    error.type === 'entity.parse.failed'
      ? new InputError('body is not valid JSON')
      : error,
  );
};

/**
 * Reads a JSON body of at most 100 KB: 415 for another type, 413 for more, 400
 * for what does not parse.
 */
export const jsonBody = express
  .Router()
  .use(requireJson, express.json({ limit: '100kb' }), sayWhatIsWrong);
