-- The import that gave an account its number, where the file that made it had none; undoing that import takes the number back.
ALTER TABLE accounts ADD COLUMN numbered_by TEXT NULL;
