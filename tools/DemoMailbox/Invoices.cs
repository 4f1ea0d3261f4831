using System.Globalization;

namespace EmailAgent.DemoMailbox;

/// <summary>Invoices with a PDF, receipts, and reminders of what was not paid.</summary>
internal static class Invoices
{
    private static readonly (Person Sender, string Service)[] Suppliers =
    [
        (new Person("Northgrid Billing", "billing@northgrid.example"), "electricity"),
        (new Person("Quayside Hosting", "billing@quayside-hosting.example"), "web hosting"),
        (new Person("Telia Nova Rechnung", "rechnung@telianova.example"), "mobile phones"),
        (new Person("Papier & Co", "accounts@papier-co.example"), "office supplies"),
    ];

    public static IEnumerable<DemoMessage> Compose(Scene scene)
    {
        var number = 4100;
        foreach (var (sender, service) in Suppliers)
        {
            for (var month = 0; month < 5; month++)
            {
                var date = scene.Earlier(TimeSpan.FromDays((month * 30) + 2 + scene.Random.Next(3)));
                var amount = (40 + (scene.Random.NextDouble() * 400)).ToString("F2", CultureInfo.InvariantCulture);
                yield return Invoice(scene, sender, service, ++number, amount, date);
                if (scene.Chance(0.4) && date.AddDays(16) < scene.Now)
                    yield return Reminder(scene, sender, number, amount, date.AddDays(16));
            }
        }
    }

    private static DemoMessage Invoice(Scene scene, Person sender, string service, int number, string amount, DateTimeOffset date)
    {
        var name = $"invoice-{number}.pdf";
        var text = $"Dear customer,\n\nyour invoice {number} for {service} is attached.\n\nAmount due: {amount} EUR\nDue date: {date.AddDays(14):yyyy-MM-dd}\n";
        var html = Html.Page($"<h2>Invoice {number}</h2><table><tr><td>Service</td><td>{service}</td></tr><tr><td>Amount due</td><td><b>{amount}&nbsp;&euro;</b></td></tr></table>");
        var body = BodyPart.Multipart(
            "mixed",
            BodyPart.Multipart("alternative", BodyPart.Text(text), BodyPart.Html(html)),
            BodyPart.Attachment(name, "application/pdf", Pdf.OnePage($"Invoice {number}: {amount} EUR")));
        return Envelope(scene, sender, $"Invoice {number} for {service}", date).Message("INBOX", scene.ReadFlags(date), body);
    }

    private static DemoMessage Reminder(Scene scene, Person sender, int number, string amount, DateTimeOffset date) =>
        Envelope(scene, sender, $"Payment reminder: invoice {number}", date).Message(
            "INBOX",
            scene.ReadFlags(date),
            BodyPart.Text($"Dear customer,\n\nwe have not received {amount} EUR for invoice {number} yet. Please pay within seven days.\n"));

    private static Envelope Envelope(Scene scene, Person sender, string subject, DateTimeOffset date) =>
        new(sender, [scene.Owner], subject, date) { MessageId = scene.NextMessageId() };
}
