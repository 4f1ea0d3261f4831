using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EmailAgent.Providers.Gmail;

/// <summary>One call of the API, to be sent alone or as part of a batch.</summary>
/// <param name="Method">What Google counts it as.</param>
/// <param name="Verb">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">Relative to the base address, with the query.</param>
/// <param name="Body">JSON, or null for none.</param>
internal sealed record GmailCall(GmailMethod Method, HttpMethod Verb, string Path, byte[]? Body = null)
{
    private const string User = "gmail/v1/users/me/";

    public static GmailCall Get(GmailMethod method, string path) => new(method, HttpMethod.Get, User + path);

    public static GmailCall Post(GmailMethod method, string path) => new(method, HttpMethod.Post, User + path);

    public static GmailCall Post<T>(GmailMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, HttpMethod.Post, User + path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static GmailCall Patch<T>(GmailMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, HttpMethod.Patch, User + path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static GmailCall Delete(GmailMethod method, string path) => new(method, HttpMethod.Delete, User + path);
}
