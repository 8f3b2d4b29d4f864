-- Det som ikke er lagt sammen, eller som ikke er helt: en rad for hver grunn, skole og skoleår.
-- Leser tabellen «alle». En tom liste betyr at alle filene er lagt sammen, hele.
WITH kjent AS (
  SELECT alle.*, coalesce(orgnr, skole) AS hvem FROM alle WHERE format = 1
),
nyest AS (
  SELECT * FROM (
    SELECT k.*, row_number() OVER (
      PARTITION BY hvem, skoleaar, kjede, steg ORDER BY per DESC, fil DESC
    ) AS plass
    FROM kjent k
  ) x WHERE plass = 1
),
vanlig AS (
  SELECT skoleaar, kjede, steg, regler AS vanlige_regler FROM (
    SELECT skoleaar, kjede, steg, regler, row_number() OVER (
      PARTITION BY skoleaar, kjede, steg ORDER BY count(*) DESC, regler
    ) AS plass
    FROM nyest GROUP BY skoleaar, kjede, steg, regler
  ) y WHERE plass = 1
),
skoler AS (SELECT hvem, max(skole) AS skole FROM kjent GROUP BY hvem),
aar AS (SELECT DISTINCT skoleaar FROM kjent),
funn AS (
  SELECT 'et format eller en rad som ikke kan leses' AS hva, skole, skoleaar, fil, count(*) AS rader
  FROM alle WHERE format IS NULL OR format <> 1
  GROUP BY skole, skoleaar, fil
  UNION ALL
  SELECT 'teller annerledes enn de fleste, og er ikke lagt sammen', n.skole, n.skoleaar, n.fil, count(*)
  FROM nyest n JOIN vanlig v ON n.skoleaar = v.skoleaar AND n.kjede = v.kjede AND n.steg = v.steg
  WHERE n.regler <> v.vanlige_regler
  GROUP BY n.skole, n.skoleaar, n.fil
  UNION ALL
  SELECT 'en nyere fil for samme skoleår gjelder i stedet', k.skole, k.skoleaar, k.fil, count(*)
  FROM kjent k JOIN nyest n ON n.hvem = k.hvem AND n.skoleaar = k.skoleaar AND n.kjede = k.kjede AND n.steg = k.steg
  WHERE n.fil <> k.fil
  GROUP BY k.skole, k.skoleaar, k.fil
  UNION ALL
  SELECT 'noe på skolen kunne ikke leses, så tallene er for små', skole, skoleaar, fil, count(*)
  FROM nyest WHERE ufullstendig
  GROUP BY skole, skoleaar, fil
  UNION ALL
  SELECT 'ingen fil for dette skoleåret', s.skole, a.skoleaar, CAST(NULL AS VARCHAR(1)), 0
  FROM skoler s CROSS JOIN aar a
  WHERE NOT EXISTS (SELECT 1 FROM kjent k WHERE k.hvem = s.hvem AND k.skoleaar = a.skoleaar)
)
SELECT hva, skole, skoleaar, fil, rader FROM funn ORDER BY hva, skole, skoleaar, fil
