using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID SEARCH (RFC 9051 section 6.4.4), with compact answers where the server has ESEARCH (RFC 4731).</summary>
internal sealed class SearchCommand : ImapCommand<ImapSearchResult>
{
    private readonly UidSetBuilder _found = new();
    private readonly ImapSearch _criteria;
    private readonly ImapSearchOptions _options;
    private readonly bool _extended;
    private string? _tag;
    private ImapSearchResult _told = new();

    /// <exception cref="InvalidOperationException">The server does not know something asked for.</exception>
    public SearchCommand(ImapSearch criteria, ImapSearchOptions options, ImapCapabilities capabilities)
    {
        _criteria = criteria;
        _options = options;
        _extended = capabilities.ESearch;
        var missing = criteria.Needs.Concat(options.Save ? ["SEARCHRES"] : []).FirstOrDefault(need => !capabilities.Knows(need));
        if (missing is not null)
        {
            throw new InvalidOperationException($"The server has no {missing}.");
        }
    }

    public override string Name => "UID SEARCH";

    public override bool RunsAlone => false;

    public override bool ConcernsMessages => true;

    /// <summary>Only answers with a tag can be told apart; what the server remembers is of one search.</summary>
    public override bool MayRunBeside(ImapCommand other) => other is not SearchCommand || (_extended && !_options.Save && !_criteria.Needs.Contains("SEARCHRES"));

    public override ImapSearchResult Result => _extended ? _told with { Uids = _found.Build() } : WorkedOut(_found.Build());

    public override void Write(CommandWriter writer)
    {
        _tag = writer.Tag;
        writer.Raw("UID SEARCH ").Raw(_extended ? $"RETURN ({Returns()}) " : "");
        writer.Raw(_criteria.IsAscii || writer.IsUtf8 ? "" : "CHARSET UTF-8 ");
        _criteria.Write(writer);
    }

    /// <summary>The answer to another search names its tag.</summary>
    public override bool Accept(ImapResponse response)
    {
        if (response is not SearchResponse search || (search.Tag is not null && search.Tag != _tag))
        {
            return false;
        }

        _found.Add(search.Result.Uids);
        _told = search.Result with { Count = search.Result.Count ?? (_options.Count ? _told.Count ?? 0 : null) };
        return true;
    }

    private string Returns()
    {
        (string Name, bool Wanted)[] all =
        [
            ("SAVE", _options.Save), ("MIN MAX", _options.Bounds), ("ALL", _options.All),

            // With bounds alone only those two messages would be remembered (RFC 5182 section 2.4).
            ("COUNT", _options.Count || _options is { Save: true, Bounds: true, All: false }),
        ];
        return string.Join(' ', all.Where(item => item.Wanted).Select(item => item.Name));
    }

    private ImapSearchResult WorkedOut(UidSet found) => new()
    {
        Uids = _options.All ? found : UidSet.Empty,
        Min = _options.Bounds && !found.IsEmpty ? found.Min : null,
        Max = _options.Bounds && !found.IsEmpty ? found.Max : null,
        Count = _options.Count ? found.Count : null,
        ModSeq = _told.ModSeq,
    };
}
