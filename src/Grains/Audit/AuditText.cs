using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmailAgent.Database;

namespace EmailAgent.Grains.Audit;

/// <summary>Entries as text: bounded, since parts of them are untrusted, and valid for the database, so that no entry is lost.</summary>
internal static class AuditText
{
    private const int MaxLength = 256;
    private const int MaxDetails = 16;
    private const int SaltSize = 16;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Bound(string? text) => text is null ? null : PgText.Clean(text.Length <= MaxLength ? text : text[..MaxLength]);

    public static string Details(IReadOnlyDictionary<string, string> details) =>
        Write(details.Take(MaxDetails).OrderBy(detail => detail.Key, StringComparer.Ordinal).Select(detail => (detail.Key, (string?)detail.Value)));

    /// <summary>Returns the origin as text with a salt, so that it cannot be found by trying all addresses after it has been removed.</summary>
    public static string? Origin(AuditOrigin? origin) => origin is null ? null : Write([
        ("address", origin.Address),
        ("user_agent", origin.UserAgent),
        ("request_id", origin.RequestId),
        ("salt", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltSize)))]);

    public static string Name(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Succeeded => "succeeded",
        AuditOutcome.Refused => "refused",
        _ => "failed",
    };

    private static string Write(IEnumerable<(string Name, string? Value)> fields)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Writing))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                if (value is not null)
                    json.WriteString(name, Bound(value));
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }
}
