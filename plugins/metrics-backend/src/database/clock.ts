export { databaseNow, isPostgres } from '@fairway/serving';
