using EmailAgent.Mail.Mime;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Mail.Tests.Mime.Headers;

/// <summary>For each grammar: what it can express is read back, and whatever stands there never throws.</summary>
public class GrammarPropertyTests
{
    private static readonly Gen<string> Word = Gen.Elements("abcXYZ019-_.äß漢".ToCharArray()).NonEmptyListOf().Select(chars => string.Concat(chars.Take(12)).Trim('.', '-'))
        .Where(word => word.Length > 0);

    private static readonly Gen<string> Blank = Gen.Elements(" ", "\n ", "\n\t", " (a comment) ", " (a (nested \\) one)) ");

    private static readonly string[] Noise =
    [
        "<", ">", "(", ")", "\"", "\\", ",", ";", ":", "=", "@", "*", "%", "'", "?", " ", "\n ", "\t", "=?utf-8?B?", "=?koi8-r?q?", "?=", "a", "é", "1", "2026", "Mar", ":30", "+0100",
        "from", "by", "dkim=pass", "header.d=x", "none", "charset=", "name*0*=", "\u0001",
    ];

    [Fact]
    public void Addresses_WrittenInAnyOrder_AreRead()
    {
        var mailbox = from name in Word from local in Word from form in Gen.Choose(0, 3) from blank in Blank select (Name: name, Address: local + "@example.com", Form: form, Blank: blank);
        Prop.ForAll(mailbox.NonEmptyListOf().ToArbitrary(), mailboxes =>
        {
            var written = mailboxes.Select(m => m.Form switch
            {
                0 => m.Address,
                1 => $"{m.Name}{m.Blank}<{m.Address}>",
                2 => $"\"{m.Name}\"{m.Blank}<{m.Address}>",
                _ => $"{m.Address} ({m.Name})",
            });
            var expected = mailboxes.Select(m => new MailAddress(m.Form == 0 ? null : m.Name, m.Address));
            return Raw.WithHeader("To", string.Join(",\n ", written)).To.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Dates_InEachForm_AreRead()
    {
        var date = from seconds in Gen.Choose(0, 2_000_000_000)
                   from quarters in Gen.Choose(-48, 56)
                   select DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(quarters * 15));
        string[] forms = ["ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:sszzz", "ddd, dd-MMM-yyyy HH:mm:ss zzz", "ddd MMM d HH:mm:ss yyyy zzz", "dd.MM.yyyy HH:mm:ss zzz"];
        Prop.ForAll(date.ToArbitrary(), Gen.Elements(forms).ToArbitrary(), (moment, form) =>
        {
            var written = moment.ToString(form, System.Globalization.CultureInfo.InvariantCulture);
            return Raw.WithHeader("Date", written).Date == moment && Raw.WithHeader("Date", written.Replace("+", "(x) +", StringComparison.Ordinal)).Date == moment;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parameters_QuotedOrNot_AreRead()
    {
        var value = Gen.Elements("abc XYZ;=,()<>@\"\\/?äß漢".ToCharArray()).ArrayOf().Select(chars => string.Join(' ', new string(chars).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Prop.ForAll(value.ToArbitrary(), Word.ToArbitrary(), (quoted, token) =>
        {
            var written = quoted.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            var type = Raw.WithHeader("Content-Type", $"text/x; one=\"{written}\";\n two={token} ; (c) three = \"{token}\"").Root.ContentType;
            return type.Parameter("one") == quoted && type.Parameter("two") == token && type.Parameter("three") == token;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ReceivedClauses_InAnyOrder_AreRead()
    {
        var hop = from order in Gen.Shuffle(["from", "by", "with", "id", "for"])
                  from word in Word.Where(word => word.Length > 4)
                  from blank in Blank
                  select (Clauses: order, Word: word, Blank: blank);
        Prop.ForAll(hop.ToArbitrary(), written =>
        {
            var value = string.Join(written.Blank, written.Clauses.Select(keyword => $"{keyword} {written.Word}{keyword}"));
            var read = Assert.Single(Raw.WithHeader("Received", value + "; 5 Mar 2026 07:08:09 +0000").Received);
            return (read.From, read.By, read.With, read.Id, read.For)
                == (written.Word + "from", written.Word + "by", written.Word + "with", written.Word + "id", written.Word + "for") && read.Date is not null;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void AnyHeader_OfAnyText_NeverThrows() => Prop.ForAll(Gen.Elements(Noise).ArrayOf().Select(string.Concat).ToArbitrary(), value =>
    {
        string[] names = ["To", "Date", "Content-Type", "Content-Disposition", "References", "Received", "Authentication-Results", "List-Id", "List-Unsubscribe", "Auto-Submitted", "Subject"];
        var message = Raw.Parse(string.Concat(names.Select(name => $"{name}: {value}\n")) + "\nbody");
        Reading.CheckEverything(Raw.Bytes($"Content-Type: message/delivery-status\n\nReporting-MTA: {value}\n\nFinal-Recipient: {value}\nStatus: {value}\n"));
        return message.Headers.AsEnumerable().All(header => header.Value is not null)
            && message.To.All(address => address.Domain is not null)
            && message.References.All(id => id.Length > 0);
    }).QuickCheckThrowOnFailure();
}
