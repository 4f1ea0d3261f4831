namespace EmailAgent.DemoMailbox;

/// <summary>Drafts, spam, and mail thrown away.</summary>
internal static class Leftovers
{
    private static readonly string[] Offers =
    [
        "You have WON a harbour cruise", "Cheap lamps, today only!!!", "Re: your unpaid parcel", "Invest in lighthouses now", "Hot: 90 % off everything",
    ];

    public static IEnumerable<DemoMessage> Compose(Scene scene)
    {
        for (var number = 0; number < 18; number++)
        {
            var sender = new Person($"Offer {number}", $"win{number}@cheap-{number}.example");
            yield return Message(scene, sender, scene.Owner, scene.Pick(Offers), "Junk", "", "<p>Click <a href=\"http://cheap.example\">here</a> <b>now</b>!</p>");
        }

        for (var number = 0; number < 8; number++)
            yield return Message(scene, scene.Pick(People.Team), scene.Owner, $"Old agenda {number}", "Trash", "S", "<p>No longer needed.</p>");

        foreach (var subject in (string[])["Answer to the council", "Holiday plan", "Thoughts on the hinge"])
            yield return Message(scene, scene.Owner, scene.Pick(People.Team), subject, "Drafts", "DS", "<p>Not finished yet ...</p>");
    }

    private static DemoMessage Message(Scene scene, Person from, Person to, string subject, string folder, string flags, string html) =>
        new Envelope(from, [to], subject, scene.SomeDate()) { MessageId = scene.NextMessageId() }
            .Message(folder, flags, BodyPart.Html(Html.Page(html)));
}
