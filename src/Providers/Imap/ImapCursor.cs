using System.Text.Json;

namespace EmailAgent.Providers.Imap;

/// <summary>How far the copy of one folder is. Committed with each batch, so that a crash resumes from here.</summary>
/// <remarks>
/// The copy holds all messages with UIDs in <c>[BackfillBelow, UidNext)</c>, as they were at <see cref="ModSeq"/> or later;
/// those under <see cref="BackfillBelow"/> are still to come, newest first.
/// </remarks>
internal sealed record ImapCursor
{
    /// <summary>RFC 9051, section 2.3.1.1: the numbers below mean nothing under another one.</summary>
    public required uint UidValidity { get; init; }

    /// <summary>The lowest UID not yet looked at, upwards.</summary>
    public required uint UidNext { get; init; }

    /// <summary>Messages from this UID on came in after the mailbox was connected.</summary>
    public required uint Baseline { get; init; }

    /// <summary>When the mailbox was connected, by our clock: what the server received well before that did not come in, however new its UID is.</summary>
    public required DateTimeOffset Connected { get; init; }

    /// <summary>1 or 0 when the history is complete.</summary>
    public uint BackfillBelow { get; init; }

    /// <summary>All changes up to this mod-sequence are in (RFC 7162); null where the folder keeps none.</summary>
    public ulong? ModSeq { get; init; }

    /// <summary>Messages in the folder when it was last inspected; with <see cref="ModSeq"/> and <see cref="UidNext"/> it tells whether anything changed.</summary>
    public uint Messages { get; init; }

    public bool HistoryComplete => BackfillBelow <= 1;

    public string ToJson() => JsonSerializer.Serialize(this, ImapJson.Default.ImapCursor);

    /// <returns>Null for null, and for a text that is no cursor: the folder is then matched anew.</returns>
    public static ImapCursor? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, ImapJson.Default.ImapCursor);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
