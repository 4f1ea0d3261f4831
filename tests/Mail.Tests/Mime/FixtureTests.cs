using System.Text.Encodings.Web;
using System.Text.Json;
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
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static TheoryData<string> Names =>
        new(Fixtures.Files().Select(file => Path.GetRelativePath(Fixtures.Folder, file)));

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
        // Bodies first: decoding them is what finds some defects.
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
            }),
            Defects = message.Defects.Count == 0 ? null : message.Defects.Select(defect => $"{defect.Kind} at {defect.Offset}"),
        };
    }

    private static IEnumerable<string>? Addresses(IReadOnlyList<MailAddress> addresses) =>
        addresses.Count == 0 ? null : addresses.Select(address => $"{address.Name} <{address.Address}>".TrimStart());
}
