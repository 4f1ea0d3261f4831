using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID SEARCH (RFC 9051 section 6.4.4), with compact answers if the server has ESEARCH (RFC 4731).</summary>
internal sealed class SearchCommand(ImapSearch criteria, ImapCapabilities capabilities) : ImapCommand<UidSet>
{
    private readonly UidSetBuilder _found = new();
    private readonly bool _extended = capabilities.ESearch;
    private string? _tag;

    public override string Name => "UID SEARCH";

    public override bool RunsAlone => false;

    public override bool ConcernsMessages => true;

    /// <summary>Refuses a second search unless its answer carries a tag.</summary>
    public override bool MayRunBeside(ImapCommand other) => other is not SearchCommand || _extended;

    public override UidSet Result => _found.Build();

    public override void Write(CommandWriter writer)
    {
        _tag = writer.Tag;
        criteria.Write(writer.Raw("UID SEARCH ").Raw(_extended ? "RETURN (ALL) " : ""));
    }

    /// <summary>Ignores the answer to another search, which carries that search's tag.</summary>
    public override bool Accept(ImapResponse response)
    {
        if (response is not SearchResponse search || (search.Tag is not null && search.Tag != _tag))
        {
            return false;
        }

        _found.Add(search.Uids);
        return true;
    }
}
