namespace EmailAgent.DemoMailbox;

/// <summary>What machines send: tickets, deliveries, sign-ins, invitations to meetings.</summary>
internal static class Notifications
{
    private const int Count = 64;

    public static IEnumerable<DemoMessage> Compose(Scene scene)
    {
        for (var number = 0; number < Count; number++)
        {
            var date = scene.SomeDate();
            yield return (number % 4) switch
            {
                0 => Ticket(scene, number, date),
                1 => Delivery(scene, number, date),
                2 => SignIn(scene, date),
                _ => Invitation(scene, number, date),
            };
        }
    }

    private static DemoMessage Ticket(Scene scene, int number, DateTimeOffset date) => Message(
        scene, new Person("Tracker", "noreply@tracker.example"), $"[HARBOUR-{100 + number}] Lamp {number} does not switch off", date,
        BodyPart.Text($"{scene.Pick(People.Team).Name} changed the state of HARBOUR-{100 + number} to \"in progress\".\n\nhttps://tracker.example/HARBOUR-{100 + number}\n"));

    private static DemoMessage Delivery(Scene scene, int number, DateTimeOffset date) => Message(
        scene, new Person("Parcel Post", "track@parcelpost.example"), $"Your parcel 00{78123 + number} arrives {scene.Pick(["today", "tomorrow", "on Friday"])}", date,
        BodyPart.Html(Html.Page($"<p>Your parcel <b>00{78123 + number}</b> is on its way.</p><p><a href=\"https://parcelpost.example/{number}\">Follow it</a></p>")));

    private static DemoMessage SignIn(Scene scene, DateTimeOffset date) => Message(
        scene, new Person("Quayside Security", "security@quayside-hosting.example"), "New sign-in to your account", date,
        BodyPart.Text($"Somebody signed in from {scene.Pick(["Göteborg", "Porto", "Gdańsk"])} with {scene.Pick(["Firefox", "Safari"])}.\n\nIf this was you, nothing needs to be done.\n"));

    private static DemoMessage Invitation(Scene scene, int number, DateTimeOffset date)
    {
        var organizer = scene.Pick(People.Team);
        var start = date.Date.AddDays(3).AddHours(9);
        var calendar =
            $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//demo//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:meeting-{number}@demo.example\r\n" +
            $"DTSTAMP:{date:yyyyMMdd'T'HHmmss'Z'}\r\nDTSTART:{start:yyyyMMdd'T'HHmmss'Z'}\r\nDTEND:{start.AddHours(1):yyyyMMdd'T'HHmmss'Z'}\r\n" +
            $"SUMMARY:Site meeting {number}\r\nORGANIZER:mailto:{organizer.Address}\r\nATTENDEE:mailto:{scene.Owner.Address}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        return Message(
            scene, organizer, $"Invitation: site meeting {number}, {start:yyyy-MM-dd} 09:00", date,
            BodyPart.Multipart(
                "mixed",
                BodyPart.Text($"{organizer.FirstName} invites you to the site meeting {number}.\n"),
                BodyPart.Attachment("invite.ics", "text/calendar", System.Text.Encoding.UTF8.GetBytes(calendar))));
    }

    private static DemoMessage Message(Scene scene, Person from, string subject, DateTimeOffset date, BodyPart body) =>
        new Envelope(from, [scene.Owner], subject, date) { MessageId = scene.NextMessageId() }.Message("INBOX", scene.ReadFlags(date), body);
}
