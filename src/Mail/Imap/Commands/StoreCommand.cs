using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID STORE (RFC 9051 section 6.4.9) of flags, conditional on request (RFC 7162 section 3.1.3).</summary>
internal sealed class StoreCommand(
    UidSet uids, ImapStoreAction action, IReadOnlyCollection<string> flags, ulong? unchangedSince, ImapLimits limits)
    : ImapCommand<ImapStoreResult>
{
    private readonly List<ImapFlagUpdate> _updates = [];
    private UidSet _modified = UidSet.Empty;

    public override string Name => "UID STORE";

    public override bool RunsAlone => false;

    public override bool ConcernsMessages => true;

    /// <summary>Allows STORE of other messages, because each answer names its message.</summary>
    public override bool MayRunBeside(ImapCommand other) => other is not StoreCommand store || uids.Intersect(store.Uids).IsEmpty;

    private UidSet Uids => uids;

    public override ImapStoreResult Result => new(_updates, _modified);

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID STORE ").Raw(uids.ToString());
        if (unchangedSince is { } modSeq)
        {
            writer.Raw(string.Create(CultureInfo.InvariantCulture, $" (UNCHANGEDSINCE {modSeq})"));
        }

        writer.Raw(action switch
        {
            ImapStoreAction.Add => " +",
            ImapStoreAction.Remove => " -",
            _ => " ",
        });
        writer.Raw("FLAGS ").Flags(flags);
    }

    public override bool Accept(ImapResponse response)
    {
        if (response is not FetchResponse { Fetch: var fetch } || fetch.Uid == 0 || !uids.Contains(fetch.Uid)
            || _updates.Count >= limits.PendingChanges)
        {
            return false;
        }

        using (fetch)
        {
            _updates.Add(fetch.ToFlagUpdate());
        }

        return true;
    }

    /// <summary>Accepts NO, which servers send if no message was changed.</summary>
    public override bool Tolerates(StatusResponse refusal)
    {
        Complete(refusal);
        return !_modified.IsEmpty;
    }

    public override void Complete(StatusResponse tagged)
    {
        if (tagged.Code is { Name: "MODIFIED" } code && UidSet.TryParse(code.Arguments, out var modified))
        {
            _modified = modified;
        }
    }
}
