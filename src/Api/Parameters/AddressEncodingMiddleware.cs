using System.Globalization;
using System.Text.Unicode;
using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Parameters;

/// <summary>
/// A middleware that refuses a path or query whose percent escapes are not UTF-8. The framework would pass such escapes on as text, so that a
/// search would look for the escapes instead of what the client meant.
/// </summary>
internal sealed class AddressEncodingMiddleware(RequestDelegate next)
{
    private static readonly ProblemAnswer Malformed = new(Refusal.From(
        ApiProblemCodes.MalformedRequest, "The path and the query must be in UTF-8 before they are percent-encoded."));

    public Task InvokeAsync(HttpContext context) =>
        IsUtf8(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ? next(context) : Malformed.ExecuteAsync(context);

    /// <summary>Indicates whether the bytes of a request's target are UTF-8 once its escapes are decoded. A percent sign without two digits stands for itself.</summary>
    public static bool IsUtf8(ReadOnlySpan<char> target)
    {
        if (!target.Contains('%'))
            return true;
        var bytes = new byte[target.Length];
        var length = 0;
        for (var i = 0; i < target.Length; i++)
        {
            if (target[i] == '%' && i + 2 < target.Length && byte.TryParse(target.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var escaped))
            {
                bytes[length++] = escaped;
                i += 2;
            }
            else
            {
                bytes[length++] = (byte)target[i]; // the server accepts only ASCII here
            }
        }

        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}
