using EmailAgent.Intelligence.Requests;

namespace EmailAgent.IntelligenceBench.Requests;

/// <summary>
/// The sentences in <c>Sentences</c>, which were written for the training in five languages. A line <c>@x=a;b</c> gives words, <c>R|sentence</c> an example; <c>{x}</c> in it
/// stands for one of these words.
/// </summary>
internal static class RequestExamples
{
    private const int MostOfTemplate = 6;
    private const int MostInforming = 400;
    private const int Seed = 20261203;

    public static List<RequestExample> Written()
    {
        var examples = new List<RequestExample>();
        var assembly = typeof(RequestExamples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Requests.Sentences.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Read(reader, examples);
        }

        return examples;
    }

    /// <summary>Returns sentences of the corpus that inform; none without it.</summary>
    public static List<RequestExample> Informing() =>
        Toy.IsOn ? [] : [.. MailSentences.Informing(MostInforming).Select(sentence => new RequestExample(sentence, SentenceKind.None, sentence))];

    public static SentenceKind KindOf(string label) => label switch
    {
        "R" => SentenceKind.Request,
        "Q" => SentenceKind.Question,
        "C" => SentenceKind.Commitment,
        "N" => SentenceKind.None,
        _ => throw new InvalidDataException($"This is no label: {label}"),
    };

    private static void Read(StreamReader reader, List<RequestExample> examples)
    {
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var random = new Random(Seed);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '@')
            {
                var parts = line[1..].Split('=', 2);
                words[parts[0]] = parts[1].Split(';');
                continue;
            }

            var (kind, template) = (KindOf(line[..1]), line[2..]);
            var count = template.Contains('{', StringComparison.Ordinal) ? MostOfTemplate : 1;
            foreach (var sentence in Enumerable.Range(0, count).Select(_ => Fill(template, words, random)).Distinct())
                examples.Add(new(sentence, kind, template));
        }
    }

    private static string Fill(string template, Dictionary<string, string[]> words, Random random)
    {
        var filled = template;
        while (filled.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = filled.IndexOf('}', start);
            var choices = words[filled[(start + 1)..end]];
            filled = $"{filled[..start]}{choices[random.Next(choices.Length)]}{filled[(end + 1)..]}";
        }

        return char.ToUpperInvariant(filled[0]) + filled[1..];
    }
}
