using System.Globalization;
using System.Runtime.InteropServices;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Categories;

/// <summary>The features of one message. Words stand for themselves, by a hash; features of the headers have names.</summary>
internal sealed class CategoryFeatures
{
    /// <summary>The number of rows of the model, a power of two.</summary>
    public const int Buckets = 1 << 14;

    // The beginning says what a message is; newsletters go on for long.
    private const int ReadLength = 5_000;
    private const int SubjectLength = 300;
    private const int SenderLength = 200;
    private const int BeginningLength = 6;

    private readonly AnalyzedMessage _message;
    private readonly List<CategoryFeature> _all = new(300);
    private readonly HashSet<int> _seen = new(300);

    private CategoryFeatures(AnalyzedMessage message) => _message = message;

    /// <summary>All features; each bucket occurs once.</summary>
    public ReadOnlySpan<CategoryFeature> All => CollectionsMarshal.AsSpan(_all);

    /// <summary>Returns the features of a message. Takes time linear in the length of its text, of which only the beginning counts.</summary>
    public static CategoryFeatures Of(AnalyzedMessage message, bool isKnownCorrespondent)
    {
        var features = new CategoryFeatures(message);
        features.ReadHeaders(isKnownCorrespondent);
        features.ReadSender();
        Span<int> cues = stackalloc int[MessageCategory.All.Count];
        features.ReadWords(CategoryFeatureSource.Subject, message.Subject.AsSpan(0, Math.Min(message.Subject.Length, SubjectLength)), 's', cues);
        features.ReadCues('S', cues, enough: 1);
        cues.Clear();
        features.ReadWords(CategoryFeatureSource.Text, message.Text.AsSpan(0, Math.Min(message.Text.Length, ReadLength)), 't', cues);
        features.ReadCues('T', cues, enough: 4);
        return features;
    }

    /// <summary>Returns the word of a feature as the message has it.</summary>
    public string WordOf(CategoryFeature feature) => (feature.Source switch
    {
        CategoryFeatureSource.Subject => _message.Subject,
        CategoryFeatureSource.Text => _message.Text,
        _ => _message.From.Email,
    }).Substring(feature.Start, feature.Length);

    private void ReadHeaders(bool isKnownCorrespondent)
    {
        var shape = MessageShape.Of(_message);
        Header("bias", true, null);
        Header("known", isKnownCorrespondent, "You have written to the sender before.");
        Header("list", _message.Signals.ListId is not null, "It comes from a mailing list.");
        Header("unsubscribe", _message.Signals.CanUnsubscribe, "You can unsubscribe from it.");
        Header("one-click", _message.Signals.CanUnsubscribeByOneClick, "You can unsubscribe from it with one click.");
        Header("no-list", _message.Signals is { ListId: null, CanUnsubscribe: false }, "It was not sent to a list.");
        Header("bulk", _message.Signals.Precedence is "bulk" or "junk" or "list", "It is marked as a mass mailing.");
        Header("auto", _message.Signals.AutoSubmitted is not (null or "no"), "It was sent automatically.");
        Header("authentic", _message.Signals.IsAuthenticated == true, "The sender is authenticated.");
        Header("forged", _message.Signals.IsAuthenticated == false, "The sender is not authenticated.");
        Header("automatic-sender", AutomaticSender.Is(_message.From.Email), "The sender's address takes no answers.");
        Header("calendar", _message.AttachmentTypes.Any(type => type is "text/calendar" or "application/ics"), "It has a calendar entry.");
        Header("pdf", _message.AttachmentTypes.Contains("application/pdf"), "It has a PDF attached.");
        Header("reply", shape.IsReply, "It is a reply.");
        Header("quotes", shape.HasQuotes, "It quotes another message.");
        Header("one-recipient", _message.To.Count + _message.Cc.Count == 1, null);
        Header("no-recipient", _message.To.Count + _message.Cc.Count == 0, "It names no recipient.");
        Header("many-recipients", _message.To.Count + _message.Cc.Count > 5, "It went to many recipients.");
        Header("no-name", string.IsNullOrWhiteSpace(_message.From.Name), null);
        Header("amount", shape.HasAmount, "It names an amount of money.");
        Header("percent", shape.HasPercent, "It names a percentage.");
        Header("shouting", shape.IsShouting, "It uses many capitals or exclamation marks.");
        Header("links-" + shape.Links.ToString(CultureInfo.InvariantCulture), true, shape.Links > 2 ? "It has many links." : null);
        Header("length-" + shape.Length.ToString(CultureInfo.InvariantCulture), true, null);
        if (KnownSenders.Find(_message.From.Email) is { } category)
            Add(WordHash.Of('k', category), 1, CategoryFeatureSource.Sender, 0, _message.From.Email.Length);
    }

    private void Header(string name, bool isPresent, string? words)
    {
        if (isPresent)
            Add(WordHash.Of('h', name), 1, CategoryFeatureSource.Headers, 0, 0, words);
    }

    private void ReadSender()
    {
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var email = _message.From.Email.AsSpan(0, Math.Min(_message.From.Email.Length, SenderLength));
        var name = _message.From.Name.AsSpan(0, Math.Min(_message.From.Name?.Length ?? 0, SenderLength));
        var reader = new WordReader(email);
        for (var length = reader.Read(word); length > 0; length = reader.Read(word))
        {
            // The likes of com, org and www are everywhere.
            if (length > 3)
                Add(WordHash.Of('f', word[..length]), 0.4f, CategoryFeatureSource.Sender, reader.Start, reader.Length);
        }

        reader = new WordReader(name);
        for (var length = reader.Read(word); length > 0; length = reader.Read(word))
            Add(WordHash.Of('n', word[..length]), 0.3f, CategoryFeatureSource.Headers, 0, 0);
    }

    private void ReadWords(CategoryFeatureSource source, ReadOnlySpan<char> text, char field, Span<int> cues)
    {
        // Tags of lists, such as [users], name the list and not what the message is.
        var start = source == CategoryFeatureSource.Subject ? TagLength(text) : 0;
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(text[start..]);
        var first = _all.Count;
        for (var length = reader.Read(word); length > 0; length = reader.Read(word))
        {
            var flags = CategoryCues.Table.Find(word[..length]);
            for (var i = 0; flags != 0; i++, flags >>= 1)
                cues[i] += flags & 1;
            if (length < 2)
                continue;
            Add(WordHash.Of(field, word[..length]), 1, source, start + reader.Start, reader.Length);
            if (length > BeginningLength)
                Add(WordHash.Of('b', word[..BeginningLength]), 0.5f, source, start + reader.Start, reader.Length);
        }

        Weigh(first, source == CategoryFeatureSource.Subject ? 1.5f : 2.5f);
    }

    // Long texts must not outweigh everything else.
    private void Weigh(int first, float total)
    {
        var words = CollectionsMarshal.AsSpan(_all)[first..];
        var scale = total / MathF.Sqrt(words.Length + 4);
        foreach (ref var feature in words)
            feature = feature with { Value = feature.Value * scale };
    }

    private void ReadCues(char field, ReadOnlySpan<int> cues, int enough)
    {
        for (var i = 0; i < cues.Length; i++)
        {
            if (cues[i] > 0)
                Add(WordHash.Of(field, MessageCategory.All[i]), MathF.Min(1, (float)cues[i] / enough), CategoryFeatureSource.Headers, 0, 0);
        }
    }

    private void Add(ulong hash, float value, CategoryFeatureSource source, int start, int length, string? words = null)
    {
        var bucket = (int)(hash & (Buckets - 1));
        if (_seen.Add(bucket))
            _all.Add(new(bucket, value, source, start, length, words));
    }

    private static int TagLength(ReadOnlySpan<char> subject) =>
        subject.IndexOf('[') is >= 0 and <= 4 and var start && subject[start..].IndexOf(']') is > 0 and < 40 and var end ? start + end + 1 : 0;
}
