using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Search;
using Npgsql;

namespace EmailAgent.Grains.Mail.Reads;

/// <summary>The labels of a user by the names that lists and searches use. Labels of connections being deleted are left out.</summary>
internal sealed class LabelDirectory
{
    private readonly List<(NamedLabel Label, string Name, string Path)> _labels = [];

    /// <summary>Returns the statement whose result <see cref="ReadAsync"/> reads.</summary>
    public static NpgsqlBatchCommand Command(Visibility visible) => new NpgsqlBatchCommand($"""
        SELECT l.id, l.role, l.name, l.path
        FROM labels l
        JOIN connections c ON c.user_id = l.user_id AND c.id = l.connection_id
        WHERE l.user_id = $1 AND c.status <> 'deleting'{visible.Only("l.connection_id")}
        """).With(visible.UserId);

    /// <summary>Reads the current result to its end.</summary>
    public static async Task<LabelDirectory> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var directory = new LabelDirectory();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            directory._labels.Add((new NamedLabel(reader.GetGuid(0), reader.GetStringOrNull(1)), reader.GetString(2), reader.GetString(3)));
        return directory;
    }

    /// <summary>Finds the labels with an id or exactly this path.</summary>
    public IReadOnlyList<NamedLabel> FindExact(Guid? id, string path) =>
        [.. _labels.Where(label => label.Label.Id == id || label.Path == path).Select(label => label.Label)];

    /// <summary>Finds the labels whose role, name or path this is, as <see cref="LabelName"/> compares them.</summary>
    public IReadOnlyList<NamedLabel> Find(string name)
    {
        var folded = LabelName.Fold(name);
        return [.. _labels
            .Where(label => label.Label.Role == folded || LabelName.Fold(label.Name) == folded || LabelName.Fold(label.Path) == folded)
            .Select(label => label.Label)];
    }
}
