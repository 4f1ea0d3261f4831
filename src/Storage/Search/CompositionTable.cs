using System.Globalization;
using System.Text;

namespace EmailAgent.Storage.Search;

/// <summary>What characters are compatible with, and which two make one, from <c>composition.txt</c> (made by tools/CharacterTables).</summary>
internal sealed class CompositionTable
{
    private readonly Dictionary<int, string> _compatible = [];
    private readonly Dictionary<(char Base, char Mark), char> _pairs = [];

    private CompositionTable()
    {
    }

    /// <summary>The UTF-16 units without one of which a text stays as it is.</summary>
    public IEnumerable<char> Triggers => _compatible.Keys.Select(code => new Rune(code).ToString()[0]).Concat(_pairs.Keys.Select(pair => pair.Mark)).Distinct();

    public static CompositionTable Load()
    {
        using var reader = new StreamReader(typeof(CompositionTable).Assembly.GetManifestResourceStream("composition.txt")!);
        var table = new CompositionTable();
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '+')
                table.AddPairs(line);
            else if (line[0] != '#')
                table.AddCompatible(line);
        }

        return table;
    }

    public bool TryReplace(Rune rune, out string replacement) => _compatible.TryGetValue(rune.Value, out replacement!);

    /// <summary>The one character of two; 0 where they stay two.</summary>
    public char Pair(char first, char second) => _pairs.GetValueOrDefault((first, second));

    private void AddPairs(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var mark = (char)Hex(line.AsSpan(1, space - 1));
        for (var i = space + 1; i < line.Length; i += 2)
            _pairs.Add((line[i], mark), line[i + 1]);
    }

    private void AddCompatible(string line)
    {
        var fields = line.Split(' ');
        var code = Hex(fields[0]);
        foreach (var replacement in fields.Skip(1))
        {
            if (replacement != "-")
                _compatible.Add(code, replacement);
            code++;
        }
    }

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
