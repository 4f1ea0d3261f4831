using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>One call of the API, to be sent alone or as part of a batch.</summary>
/// <param name="Method">The method that Google charges.</param>
internal sealed record GmailCall(GmailMethod Method, HttpMethod Verb, string Path, byte[]? Body = null) : HttpCall(Verb, Path, Body)
{
    private const string User = "gmail/v1/users/me/";

    public static GmailCall Get(GmailMethod method, string path) => new(method, HttpMethod.Get, User + path);

    public static GmailCall Post(GmailMethod method, string path) => new(method, HttpMethod.Post, User + path);

    public static GmailCall Post<T>(GmailMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, HttpMethod.Post, User + path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static GmailCall Patch<T>(GmailMethod method, string path, T body, JsonTypeInfo<T> type) =>
        new(method, HttpMethod.Patch, User + path, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Uploads a message in RFC 5322 form as it is, which saves the third that base64 adds.</summary>
    /// <param name="query">More of the query; null for nothing.</param>
    public static GmailCall Upload(GmailMethod method, HttpMethod verb, string path, ReadOnlyMemory<byte> message, string? query = null) =>
        new(method, verb, $"upload/{User}{path}?uploadType=media{(query is null ? "" : "&" + query)}", BytesOf(message)) { ContentType = "message/rfc822" };

    public static GmailCall Delete(GmailMethod method, string path) => new(method, HttpMethod.Delete, User + path);

    private static byte[] BytesOf(ReadOnlyMemory<byte> message) =>
        MemoryMarshal.TryGetArray(message, out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count ? array : message.ToArray();
}
