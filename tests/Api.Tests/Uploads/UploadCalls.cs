using System.Net.Http.Headers;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.Uploads;

/// <summary>Uploads by a client.</summary>
internal static class UploadCalls
{
    public const string Path = "/api/v1/attachments/upload";

    public static async Task<ApiAnswer> UploadAsync(this ApiClient user, byte[] content, string name = "a.bin", string type = "application/octet-stream", string? contentId = null)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, "file", name);
        if (contentId is not null)
            form.Add(new StringContent(contentId), "content_id");
        return await user.UploadAsync(form);
    }

    public static async Task<ApiAnswer> UploadAsync(this ApiClient user, HttpContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = form };
        return await user.SendAsync(request);
    }
}
