using System.Net;
using System.Text.RegularExpressions;

namespace EmailAgent.Testing;

/// <summary>A user who signs in with <see cref="EmulateServer"/> as a browser does: opens the page, sends its form, follows the redirect.</summary>
public static partial class BrowserSignIn
{
    /// <param name="url">The authorization address.</param>
    /// <param name="email">Which of the page's accounts to click on.</param>
    /// <returns>The address that the provider redirects to, with code and state.</returns>
    public static async Task<Uri> RunAsync(string url, string email)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        var address = new Uri(url);
        var page = await browser.GetAsync(address);
        var html = await page.Content.ReadAsStringAsync();
        if (!page.IsSuccessStatusCode)
            throw new InvalidOperationException($"The sign-in page answered {(int)page.StatusCode}: {html}");
        var form = Form().Matches(html).First(form => Fields(form.Value)["email"] == email);
        using var fields = new FormUrlEncodedContent(Fields(form.Value));
        var answer = await browser.PostAsync(new Uri(address, WebUtility.HtmlDecode(form.Groups["action"].Value)), fields);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? answer.Headers.Location!
            : throw new InvalidOperationException($"The sign-in form answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Returns the value of a parameter of an address.</summary>
    public static string Parameter(Uri address, string name) => address.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name)
        .Select(pair => WebUtility.UrlDecode(pair[1]))
        .First();

    private static Dictionary<string, string> Fields(string form) => Input().Matches(form)
        .ToDictionary(input => WebUtility.HtmlDecode(input.Groups["name"].Value), input => WebUtility.HtmlDecode(input.Groups["value"].Value));

    [GeneratedRegex("""<form[^>]*action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)"/>""")]
    private static partial Regex Input();
}
