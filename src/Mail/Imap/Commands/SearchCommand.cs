using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID SEARCH (RFC 9051 section 6.4.4), with compact answers where the server has ESEARCH (RFC 4731).</summary>
internal sealed class SearchCommand(ImapSearch criteria, ImapCapabilities capabilities) : ImapCommand<UidSet>
{
    private readonly UidSetBuilder _found = new();

    public override string Name => "UID SEARCH";

    public override UidSet Result => _found.Build();

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID SEARCH ").Raw(capabilities.ESearch ? "RETURN (ALL) " : "").Raw(criteria.IsAscii ? "" : "CHARSET UTF-8 ");
        criteria.Write(writer);
    }

    public override bool Accept(ImapResponse response)
    {
        if (response is not SearchResponse search)
        {
            return false;
        }

        _found.Add(search.Numbers);
        return true;
    }
}
