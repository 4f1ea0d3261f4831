-- Grain state. The key of a grain comes in parts: two numbers and a text, of which only the text is set for a string key.
-- The hashes that the provider also sends are not needed: the index is over the key itself.
CREATE TABLE orleans.grain_state (
    service_id  text        NOT NULL,
    grain_type  text        NOT NULL,
    id_n0       bigint      NOT NULL,
    id_n1       bigint      NOT NULL,
    id_text     text        NOT NULL,
    version     integer     NOT NULL,
    payload     bytea,
    modified_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (service_id, grain_type, id_n0, id_n1, id_text)
);

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', $sql$
    SELECT payload AS PayloadBinary, version AS Version
    FROM grain_state
    WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND id_text = coalesce(@GrainIdExtensionString, '')
$sql$),
-- No row comes back when the version is not the one that the grain read: the provider reports the conflict.
('WriteToStorageKey', $sql$
    WITH changed AS (
        UPDATE grain_state
        SET payload = @PayloadBinary, version = version + 1, modified_at = now()
        WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
          AND id_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
        RETURNING version
    ), added AS (
        INSERT INTO grain_state (service_id, grain_type, id_n0, id_n1, id_text, version, payload)
        SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version
    )
    SELECT version AS NewGrainStateVersion FROM changed
    UNION ALL
    SELECT version FROM added
$sql$),
('ClearStorageKey', $sql$
    UPDATE grain_state
    SET payload = NULL, version = version + 1, modified_at = now()
    WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND id_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
    RETURNING version AS NewGrainStateVersion
$sql$),
-- The provider takes any version but the old one as success.
('DeleteStorageKey', $sql$
    DELETE FROM grain_state
    WHERE service_id = @ServiceId AND grain_type = @GrainTypeString AND id_n0 = @GrainIdN0 AND id_n1 = @GrainIdN1
      AND id_text = coalesce(@GrainIdExtensionString, '') AND version = @GrainStateVersion
    RETURNING version + 1 AS NewGrainStateVersion
$sql$);
