using System.Globalization;

namespace EmailAgent.Mail.Mime;

/// <summary>Characters of two-byte codes, from a file in <c>Tables</c> (made by tools/CharacterTables). Loaded on first use.</summary>
internal sealed class CodeTable
{
    private readonly Dictionary<ushort, (char First, char Second)> _characters = [];

    private CodeTable()
    {
    }

    public static CodeTable Load(string name)
    {
        using var reader = new StreamReader(typeof(CodeTable).Assembly.GetManifestResourceStream($"charset:{name}")!);
        var table = new CodeTable();
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
                table.Add(line);
        }

        return table;
    }

    /// <summary>Appends the one or two UTF-16 units of a code.</summary>
    /// <returns>How many; 0 if the table does not have it.</returns>
    public int Append(ushort code, Span<char> target)
    {
        if (!_characters.TryGetValue(code, out var found))
            return 0;
        target[0] = found.First;
        if (found.Second == 0)
            return 1;
        target[1] = found.Second;
        return 2;
    }

    private void Add(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var isSequence = line[0] == '=';
        var code = ushort.Parse(line.AsSpan(isSequence ? 1 : 0, isSequence ? space - 1 : space), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (isSequence)
        {
            _characters.Add(code, (line[space + 1], line[space + 2]));
            return;
        }

        foreach (var rune in line.AsSpan(space + 1).EnumerateRunes())
        {
            var text = rune.ToString();
            _characters.Add(code++, (text[0], text.Length > 1 ? text[1] : '\0'));
        }
    }
}
