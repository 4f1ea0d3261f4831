using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Search;
using EmailAgent.Search.Queries;
using Npgsql;

namespace EmailAgent.Grains.Search;

/// <summary>The resolution of names in a query: "me" to the addresses of the user's connections, the name of a label to its ids.</summary>
internal sealed class SearchNames
{
    private static readonly string[] Roles = ["inbox", "sent", "drafts", "trash", "junk", "archive", "all", "flagged"];

    private readonly List<string> _own = [];
    private LabelDirectory _labels = new();
    private SearchSyntaxError? _error;

    /// <summary>Resolves the names of a query; returns an error where a label does not exist.</summary>
    public static async Task<ParsedSearch> ResolveAsync(NpgsqlConnection connection, Visibility visible, SearchNode query, CancellationToken cancellationToken)
    {
        if (!HasNames(query))
            return new ParsedSearch(query, null);
        var names = new SearchNames();
        await names.ReadAsync(connection, visible, cancellationToken).ConfigureAwait(false);
        var resolved = names.Resolve(query);
        return names._error is { } error ? new ParsedSearch(null, error) : new ParsedSearch(resolved, null);
    }

    private static bool HasNames(SearchNode node) => node switch
    {
        AllOf all => all.Parts.Any(HasNames),
        AnyOf any => any.Parts.Any(HasNames),
        Not not => HasNames(not.Part),
        _ => node is OwnAddress or LabelTerm,
    };

    private SearchNode Resolve(SearchNode node) => node switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(Resolve)]),
        AnyOf any => new AnyOf([.. any.Parts.Select(Resolve)]),
        Not not => new Not(Resolve(not.Part)),
        OwnAddress own => new AddressTerm(own.Field, _own),
        LabelTerm label => Find(label),
        _ => node,
    };

    private LabelIdsTerm Find(LabelTerm term)
    {
        var name = LabelName.Fold(term.Name);
        var found = _labels.Find(term.Name);
        if (found.Count == 0 && !Roles.Contains(name))
            _error ??= new SearchSyntaxError($"There is no label or folder named \"{term.Name}\".", term.Position);
        return new LabelIdsTerm([.. found.Select(label => label.Id)], IsTrash(name) || found.Any(label => IsTrash(label.Role)));
    }

    private static bool IsTrash(string? role) => role is "trash" or "junk";

    private async Task ReadAsync(NpgsqlConnection connection, Visibility visible, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            SELECT c.email FROM connections c WHERE c.user_id = $1 AND c.status <> 'deleting'{visible.Only("c.id")}
            """).With(visible.UserId));
        batch.BatchCommands.Add(LabelDirectory.Command(visible));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            _own.Add(reader.GetString(0));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        _labels = await LabelDirectory.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }
}
