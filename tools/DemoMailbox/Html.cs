using System.Net;

namespace EmailAgent.DemoMailbox;

internal static class Html
{
    public static string Page(string body) => $"<!DOCTYPE html>\n<html><body style=\"font-family:sans-serif\">\n{body}\n</body></html>\n";

    public static string FromText(string text) =>
        Page(string.Join('\n', text.Split("\n\n").Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>")));
}
