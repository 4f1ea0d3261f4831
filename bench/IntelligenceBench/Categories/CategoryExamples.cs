using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Categories;
using EmailAgent.IntelligenceBench.Archives;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>All examples: the real corpus, if it is present, and those in <c>Examples</c>, which were written for the training in five languages.</summary>
internal static class CategoryExamples
{
    private const int MaxOfSender = 20;

    public static List<CategoryExample> All() =>
        [.. Toy.IsOn || SourceTree.Corpus is null ? [] : FewOfEach(Real(Path.Combine(SourceTree.Corpus, "real"))), .. Written()];

    /// <summary>Reads the written examples: a line each, with category, sender, signs, subject and text between bars; <c>/</c> breaks lines.</summary>
    public static IEnumerable<CategoryExample> Written()
    {
        var assembly = typeof(CategoryExamples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Categories.Examples.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                    yield return Parse(line);
            }
        }
    }

    private static IEnumerable<CategoryExample> Real(string folder) =>
        from message in ArchiveReader.Read(folder)
        let category = CorpusCategories.Of(message)
        where category is not null
        select new CategoryExample(message.Message, category, IsKnown: false, SubjectCore(message.Message.Subject), IsReal: true);

    // One program that mails items of feeds sent a sixth of the good mail; categories are not about it.
    private static IEnumerable<CategoryExample> FewOfEach(IEnumerable<CategoryExample> examples) =>
        examples.GroupBy(example => example.Message.From.Email).SelectMany(sender => sender.Take(MaxOfSender));

    private static string SubjectCore(string subject)
    {
        var core = subject.ToLowerInvariant();
        foreach (var prefix in new[] { "re:", "fwd:", "fw:" })
            core = core.Replace(prefix, "", StringComparison.Ordinal);
        return core.Trim();
    }

    // Signs: l list, u can be unsubscribed, 1 by one click, b bulk, a automatic, c calendar entry, p PDF, k known, v authenticated, f forged.
    private static CategoryExample Parse(string line)
    {
        var fields = line.Split('|');
        if (fields.Length != 5 || !MessageCategory.All.Contains(fields[0]))
            throw new InvalidDataException($"This is no example: {line}");
        var (name, email) = fields[1].IndexOf('<', StringComparison.Ordinal) is > 0 and var at
            ? (fields[1][..at].Trim(), fields[1][(at + 1)..].TrimEnd('>'))
            : ((string?)null, fields[1]);
        bool Has(char sign) => fields[2].Contains(sign, StringComparison.Ordinal);
        var message = new AnalyzedMessage
        {
            Id = Guid.NewGuid(),
            MailboxId = Guid.Empty,
            ThreadId = Guid.Empty,
            Date = DateTimeOffset.UnixEpoch,
            From = new(name, email),
            To = [new(null, "owner@home.example")],
            Subject = fields[3],
            Text = fields[4].Replace(" / ", "\n", StringComparison.Ordinal),
            AttachmentTypes = [.. Has('c') ? ["text/calendar"] : Array.Empty<string>(), .. Has('p') ? ["application/pdf"] : Array.Empty<string>()],
            Signals = new()
            {
                ListId = Has('l') ? "list.example" : null,
                CanUnsubscribe = Has('u') || Has('1'),
                CanUnsubscribeByOneClick = Has('1'),
                Precedence = Has('b') ? "bulk" : null,
                AutoSubmitted = Has('a') ? "auto-generated" : null,
                IsAuthenticated = Has('v') ? true : Has('f') ? false : null,
            },
        };
        return new(message, fields[0], Has('k'), email, IsReal: false);
    }
}
