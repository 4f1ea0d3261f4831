using System.Globalization;
using System.Net;
using System.Text;

namespace EmailAgent.Testing;

/// <summary>An answer, held in memory.</summary>
public sealed record HttpAnswer(int Status, string ContentType, byte[] Body)
{
    public string? RetryAfter { get; init; }

    public static HttpAnswer Json(int status, string json) => new(status, "application/json; charset=UTF-8", Encoding.UTF8.GetBytes(json));

    /// <summary>Returns an error in Google's form.</summary>
    public static HttpAnswer GoogleError(int status, string reason, string message) =>
        Json(status, $$"""{"error":{"errors":[{"message":"{{message}}","domain":"global","reason":"{{reason}}"}],"code":{{status}},"message":"{{message}}"} }""");

    /// <summary>Returns the answer that the client gets instead of the server's; null for faults without an answer.</summary>
    public static HttpAnswer? Of(HttpFault fault) => fault switch
    {
        HttpFault.Unauthorized => GoogleError(401, "authError", "Invalid Credentials"),
        HttpFault.RateLimited => GoogleError(403, "userRateLimitExceeded", "User Rate Limit Exceeded"),
        HttpFault.TooMany => GoogleError(429, "rateLimitExceeded", "Too many concurrent requests for user") with { RetryAfter = "0" },
        HttpFault.ServerError => GoogleError(500, "backendError", "Backend Error"),
        HttpFault.BadGateway => new HttpAnswer(502, "text/html", "<html><title>502 Bad Gateway</title></html>"u8.ToArray()),
        HttpFault.Garbage => new HttpAnswer(200, "application/json", "<html>{{{"u8.ToArray()),
        _ => null,
    };

    /// <summary>Formats the answer as a part of a batch.</summary>
    public byte[] ToPart()
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {(HttpStatusCode)Status}\r\nContent-Type: {ContentType}\r\nContent-Length: {Body.Length}\r\n");
        if (RetryAfter is { } wait) head.Append(CultureInfo.InvariantCulture, $"Retry-After: {wait}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }
}
