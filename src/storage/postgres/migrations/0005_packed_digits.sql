-- Search texts hold their runs of three digits and more a second time, one below the other, each two digits beside each
-- other packed into one sign (U+F900 and the 99 after it), and runs of at most six digits once more as a whole, in three
-- signs (U+F964 and the 99 after it), so that the search index tells numbers apart. What is stored so far gets it here.

DO $$
DECLARE
  place text;
BEGIN
  FOR place IN
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname LIKE 'e\_%' AND a.attname = 'search' AND NOT a.attisdropped
  LOOP
    EXECUTE format($fill$
      UPDATE %s SET search = search || E'\n' || (
        SELECT string_agg((
          SELECT string_agg(chr(63744 + substr(run[1], start, 2)::int), '' ORDER BY start) FROM generate_series(1, length(run[1]) - 1) AS start
        ) || CASE WHEN length(run[1]) > 6 THEN '' ELSE E'\n' || (
          SELECT string_agg(chr(63844 + substr(lpad(run[1], 6, '0'), start, 2)::int), '' ORDER BY start) FROM generate_series(1, 5, 2) AS start
        ) END, E'\n' ORDER BY nth)
        FROM regexp_matches(search, '[0-9]{3,}', 'g') WITH ORDINALITY AS found (run, nth)
      ) || E'\n' WHERE search ~ '[0-9]{3}'
    $fill$, place);
  END LOOP;
END
$$;
