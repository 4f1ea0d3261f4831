using EmailAgent.Testing;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>
/// Our reading against MimeKit's: of real mail, and of messages that are meant to be difficult. The two choose otherwise here and there;
/// what is held is how often they agree, and every difference is printed to be looked at.
/// </summary>
public sealed class MimeKitOracleTests(ITestOutputHelper output)
{
    // Where MimeKit chooses otherwise, by rule: it passes over zones that no place has ("-1600"), does not look for the charset of unlabelled
    // text, knows no UTF-7, and shows the first text only.
    private static readonly (string Name, double Real, double Torture, Func<MimeKitReading, MimeKitReading, bool> Agree)[] Aspects =
    [
        ("leaves", 0.998, 0.93, (ours, theirs) => ours.Leaves == theirs.Leaves),
        ("subject", 0.99, 0.98, (ours, theirs) => ours.Subject == theirs.Subject),
        ("from", 0.999, 0.999, (ours, theirs) => ours.From == theirs.From),
        ("to", 0.99, 0.999, (ours, theirs) => ours.To == theirs.To),
        ("date", 0.93, 0.99, (ours, theirs) => ours.Date == theirs.Date),
        ("text", 0.995, 0.95, (ours, theirs) => ours.Text.StartsWith(theirs.Text, StringComparison.Ordinal)),
    ];

    [CorpusFact]
    public void RealMail_ComparedWithMimeKit_Agrees() => Compare(MailCorpus.Files("real"), isReal: true);

    [CorpusFact]
    public void TortureMail_ComparedWithMimeKit_AgreesMostly() =>
        Compare([.. MailCorpus.Files("torture").Where(file => Path.GetExtension(file) is ".eml" or ".txt" or ".msg" or ".raw" or ".golden")], isReal: false);

    private void Compare(IReadOnlyList<string> files, bool isReal)
    {
        var messages = files.Select(file => (File: file, Raw: WithoutMboxLine(File.ReadAllBytes(file))))
            .Select(message => (message.File, Ours: MimeKitReading.Ours(message.Raw), Theirs: Read(message.Raw)))
            .Where(message => message.Theirs is not null)
            .ToList();
        var below = new List<string>();
        foreach (var (name, real, torture, agree) in Aspects)
        {
            var different = messages.Where(message => !agree(message.Ours, message.Theirs!)).ToList();
            foreach (var (file, ours, theirs) in different)
                output.WriteLine($"{name} of {Path.GetRelativePath(MailCorpus.Folder!, file)}: ours {ours}, MimeKit's {theirs}");
            var agreed = 1 - ((double)different.Count / messages.Count);
            output.WriteLine($"{name}: {agreed:P2} of {messages.Count}");
            if (agreed < (isReal ? real : torture))
                below.Add($"{name}: {agreed:P2}");
        }

        Assert.Empty(below);
    }

    /// <summary>Null for what MimeKit refuses to read as a message.</summary>
    private static MimeKitReading? Read(byte[] raw)
    {
        try
        {
            return MimeKitReading.Theirs(raw);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] WithoutMboxLine(byte[] raw) =>
        raw.AsSpan().StartsWith("From "u8) ? raw[(raw.AsSpan().IndexOf((byte)'\n') + 1)..] : raw;
}
