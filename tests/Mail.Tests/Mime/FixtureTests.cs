using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>
/// Compares each fixture with its golden file. EMAILAGENT_WRITE_GOLDEN=1 writes the files anew; the difference is then to
/// be read by a person.
/// </summary>
public class FixtureTests
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<string> Names =>
        [.. Fixtures.Files().Select(file => Path.GetRelativePath(Fixtures.Folder, file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fixture_Parsed_MatchesGolden(string name)
    {
        var file = Path.Combine(Fixtures.Folder, name);
        var golden = Path.ChangeExtension(file, ".json");
        var actual = JsonSerializer.Serialize(Describe(MimeParser.Parse(File.ReadAllBytes(file))), Format).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("EMAILAGENT_WRITE_GOLDEN") == "1")
            File.WriteAllText(golden, actual);

        Assert.Equal(File.ReadAllText(golden), actual);
    }

    private static object Describe(MimeMessage message)
    {
        // Bodies and attachments first: decoding them is what finds some defects.
        foreach (var attachment in message.Attachments)
            attachment.DecodeBytes(new ArrayBufferWriter<byte>());
        var bodies = new { message.Bodies.Text, message.Bodies.Html };
        return new
        {
            message.Subject,
            From = Addresses(message.From),
            To = Addresses(message.To),
            Cc = Addresses(message.Cc),
            message.Date,
            message.MessageId,
            References = message.References.Count == 0 ? null : message.References,
            Structure = StructureTests.Describe(message.Root),
            bodies.Text,
            bodies.Html,
            TextOfHtml = bodies.Text is null && bodies.Html is not null ? message.GetText() : null,
            Attachments = message.Attachments.Count == 0 ? null : message.Attachments.Select(attachment => new
            {
                attachment.PartPath,
                attachment.FileName,
                attachment.ContentType,
                attachment.Size,
                attachment.ContentId,
                attachment.IsInline,
                attachment.YEnc,
                Container = attachment.Container?.FileName,
                Tnef = Tnef(attachment.ReadTnef()),
            }),
            Fresh = Fresh(message.GetText()),
            Protection = message.Protection == MimeProtection.None ? null : message.Protection.ToString(),
            Received = message.Received.Count == 0 ? null : message.Received,
            Authentication = NullIfEmpty(message.AuthenticationResults.Select(results =>
                $"{results.ServerId}: {string.Join(", ", results.Results.Select(result => $"{result.Method}={result.Result} {result.Reason} {string.Join(' ', result.Properties.Select(property => $"{property.Name}={property.Value}"))}"))}")),
            message.MailingList,
            message.AutoSubmitted,
            message.DeliveryStatus,
            message.DispositionNotification,
            message.FeedbackReport,
            Calendars = NullIfEmpty(message.Calendars.Select(calendar => $"{calendar.Part.Path} {calendar.Method}")),
            Defects = message.Defects.Count == 0 ? null : message.Defects.Select(defect => $"{defect.Kind} at {defect.Offset}"),
        };
    }

    private static object? Tnef(TnefMessage? tnef) => tnef is null ? null : new
    {
        tnef.Subject,
        tnef.Text,
        tnef.Html,
        Rtf = tnef.Rtf?.Length,
        Attachments = tnef.Attachments.Select(attachment => $"{attachment.FileName} {attachment.ContentType} {attachment.Data.Length}"),
        tnef.IsComplete,
    };

    /// <summary>Null where all of the text is fresh.</summary>
    private static string? Fresh(string text) =>
        ReplyText.Separate(text).All(segment => segment.Kind == ReplySegmentKind.Fresh) ? null : ReplyText.Fresh(text);

    private static List<string>? NullIfEmpty(IEnumerable<string> values) => values.ToList() is { Count: > 0 } list ? list : null;

    private static IEnumerable<string>? Addresses(IReadOnlyList<MailAddress> addresses) =>
        addresses.Count == 0 ? null : addresses.Select(address => $"{address.Name} <{address.Address}>".TrimStart());
}
