-- Hvert steg i hvert skoleår, lagt sammen for skolene som teller likt.
-- Leser tabellen «alle». Det som ikke er lagt sammen, står i avvik.sql.
WITH kjent AS (
  SELECT * FROM alle WHERE format = 1
),
-- Har en skole levert to filer for samme skoleår, er det den nyeste som gjelder.
nyest AS (
  SELECT * FROM (
    SELECT k.*, row_number() OVER (
      PARTITION BY coalesce(orgnr, skole), skoleaar, kjede, steg ORDER BY per DESC, fil DESC
    ) AS plass
    FROM kjent k
  ) x WHERE plass = 1
),
-- Slik de fleste teller steget det året.
vanlig AS (
  SELECT skoleaar, kjede, steg, regler AS vanlige_regler FROM (
    SELECT skoleaar, kjede, steg, regler, row_number() OVER (
      PARTITION BY skoleaar, kjede, steg ORDER BY count(*) DESC, regler
    ) AS plass
    FROM nyest GROUP BY skoleaar, kjede, steg, regler
  ) y WHERE plass = 1
),
rader AS (
  SELECT n.*, CASE WHEN n.regler = v.vanlige_regler THEN 1 ELSE 0 END AS likt
  FROM nyest n JOIN vanlig v ON n.skoleaar = v.skoleaar AND n.kjede = v.kjede AND n.steg = v.steg
)
SELECT
  skoleaar, kjede, steg,
  sum(likt) AS skoler,
  sum(1 - likt) AS teller_annerledes,
  sum(CASE WHEN likt = 1 AND skjermet THEN 1 ELSE 0 END) AS for_faa_til_aa_vises,
  sum(CASE WHEN likt = 1 AND ufullstendig THEN 1 ELSE 0 END) AS ufullstendige,
  sum(CASE WHEN likt = 1 THEN holdt_minst END) AS holdt_minst,
  sum(CASE WHEN likt = 1 THEN holdt_mest END) AS holdt_mest,
  sum(CASE WHEN likt = 1 THEN ikke_holdt_minst END) AS ikke_holdt_minst,
  sum(CASE WHEN likt = 1 THEN ikke_holdt_mest END) AS ikke_holdt_mest,
  CAST(floor(100.0 * sum(CASE WHEN likt = 1 THEN holdt_minst END)
    / nullif(sum(CASE WHEN likt = 1 THEN holdt_minst + ikke_holdt_mest END), 0)) AS INT) AS prosent_minst,
  CAST(floor(100.0 * sum(CASE WHEN likt = 1 THEN holdt_mest END)
    / nullif(sum(CASE WHEN likt = 1 THEN holdt_mest + ikke_holdt_minst END), 0)) AS INT) AS prosent_mest,
  median(CASE WHEN likt = 1 THEN dager_median END) AS dager_median,
  min(per) AS eldste_tall,
  max(per) AS nyeste_tall
FROM rader
GROUP BY skoleaar, kjede, steg
ORDER BY skoleaar, kjede, steg
