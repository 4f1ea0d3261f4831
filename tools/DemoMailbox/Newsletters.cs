namespace EmailAgent.DemoMailbox;

/// <summary>Weekly mailings: HTML with images that are not here, list headers, a way to unsubscribe.</summary>
internal static class Newsletters
{
    private static readonly (Person Sender, string ListId, string[] Stories)[] Lists =
    [
        (new Person("The Slow Ferry", "news@slowferry.example"), "weekly.slowferry.example",
            ["Five islands without cars", "The winter timetable is out", "How a harbour pilot spends the night", "A museum for fog horns"]),
        (new Person("Lamp & Light Weekly", "editor@lampandlight.example"), "weekly.lampandlight.example",
            ["Warm white is not a number", "Street lights that dim for bats", "What the new directive asks of fixtures", "Repair before replace"]),
        (new Person("dotdev digest", "digest@dotdev.example"), "digest.dotdev.example",
            ["Actors in plain words", "Reading a query plan", "Your first property test", "Mail is still the best protocol"]),
    ];

    public static IEnumerable<DemoMessage> Compose(Scene scene) =>
        from list in Lists
        from week in Enumerable.Range(0, 20)
        select Issue(scene, list, week);

    private static DemoMessage Issue(Scene scene, (Person Sender, string ListId, string[] Stories) list, int week)
    {
        var date = scene.Earlier(TimeSpan.FromDays((week * 7) + 1) + TimeSpan.FromMinutes(scene.Random.Next(600)));
        var lead = list.Stories[week % list.Stories.Length];
        var others = list.Stories.Where(story => story != lead).ToList();
        var text = $"{lead}\n\nAlso in this issue:\n{string.Concat(others.Select(story => $"* {story}\n"))}\nUnsubscribe: https://{list.ListId}/unsubscribe\n";
        var html = Html.Page(
            $"<img src=\"https://{list.ListId}/logo.png\" width=\"120\" alt=\"{list.Sender.Name}\"><h1>{lead}</h1>" +
            $"<p>Also in this issue:</p><ul>{string.Concat(others.Select(story => $"<li><a href=\"https://{list.ListId}/{week}\">{story}</a></li>"))}</ul>" +
            $"<p><small><a href=\"https://{list.ListId}/unsubscribe\">Unsubscribe</a></small></p><img src=\"https://{list.ListId}/open.gif\" width=\"1\" height=\"1\">");
        return new Envelope(list.Sender, [scene.Owner], $"{lead} ({list.Sender.Name}, no. {220 - week})", date)
        {
            MessageId = scene.NextMessageId(),
            Extra = $"List-Id: {list.Sender.Name} <{list.ListId}>\nList-Unsubscribe: <https://{list.ListId}/unsubscribe>\nPrecedence: bulk\n",
        }.Message("Newsletters", scene.ReadFlags(date), BodyPart.Multipart("alternative", BodyPart.Text(text), BodyPart.Html(html)));
    }
}
