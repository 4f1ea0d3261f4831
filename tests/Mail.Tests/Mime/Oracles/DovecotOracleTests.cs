using System.Text;
using EmailAgent.Mail.Mime;
using EmailAgent.Mail.Tests.Imap.Dovecot;
using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>Our structure and header values against Dovecot's, for every message of the corpus.</summary>
public sealed class DovecotOracleTests(DovecotFixture dovecot, ITestOutputHelper output) : IClassFixture<DovecotFixture>
{
    [DovecotCorpusFact]
    public async Task RealMail_ComparedWithDovecot_Agrees()
    {
        var files = MailCorpus.Files("real");
        var messages = files.Select(file => Prepare(File.ReadAllBytes(file))).ToList();
        var readings = await DovecotOracle.ReadAsync(dovecot.Server, DovecotFixture.NewUser(), messages);

        Assert.Equal(messages.Count, readings.Count);
        var wrong = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var differences = Differences(messages[i], readings[i]);
            wrong += differences.Count > 0 ? 1 : 0;
            foreach (var difference in differences)
                output.WriteLine($"{Path.GetRelativePath(MailCorpus.Folder!, files[i])}: {difference}");
        }

        Assert.Equal(0, wrong);
    }

    private static List<string> Differences(byte[] raw, DovecotReading theirs)
    {
        var message = MimeParser.Parse(raw);
        var differences = new List<string>();
        new EnvelopeComparison(differences).Compare(message, theirs.Envelope, "message");
        new StructureComparison(differences).Compare(message.Root, theirs.Structure, "message");
        return differences;
    }

    /// <summary>As a server stores it: CRLF, without the mbox line some files begin with.</summary>
    private static byte[] Prepare(byte[] raw)
    {
        var text = Encoding.Latin1.GetString(raw);
        if (text.StartsWith("From ", StringComparison.Ordinal))
            text = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        return Encoding.Latin1.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));
    }
}
