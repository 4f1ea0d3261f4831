using System.Text.Json;

namespace EmailAgent.Providers.Imap;

/// <summary>The position of the copy of one folder. Committed with each batch, so that a sync resumes here after a crash.</summary>
/// <remarks>
/// The copy holds all messages with UIDs in <c>[BackfillBelow, UidNext)</c>, as they were at <see cref="ModSeq"/> or later; those under
/// <see cref="BackfillBelow"/> are still to come, newest first.
/// </remarks>
internal sealed record ImapCursor
{
    /// <summary>Returns the UIDVALIDITY of the UIDs below, which mean nothing under another one (RFC 9051, section 2.3.1.1).</summary>
    public required uint UidValidity { get; init; }

    /// <summary>Returns the lowest new UID that has not been checked yet.</summary>
    public required uint UidNext { get; init; }

    /// <summary>Messages from this UID on came in after the mailbox was connected.</summary>
    public required uint Baseline { get; init; }

    /// <summary>
    /// Returns the time, by our clock, at which the mailbox was connected: mail that the server received well before that is not new,
    /// however new its UID is.
    /// </summary>
    public required DateTimeOffset Connected { get; init; }

    /// <summary>1 or 0 when the history is complete.</summary>
    public uint BackfillBelow { get; init; }

    /// <summary>All changes up to this mod-sequence are in (RFC 7162); null where the folder keeps none.</summary>
    public ulong? ModSeq { get; init; }

    /// <summary>
    /// Returns the number of messages in the folder at its last inspection; with <see cref="ModSeq"/> and <see cref="UidNext"/> it shows
    /// whether anything changed.
    /// </summary>
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
