using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Uploads;

/// <summary>An uploaded file.</summary>
internal sealed class UploadIsolation : IIsolationCase
{
    private const string Kind = "uploads";

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        new Dictionary<string, string> { [Kind] = (await owner.UploadAsync("ours"u8.ToArray())).Text("id") };

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) =>
        new Dictionary<string, string> { [Kind] = (await owner.UploadAsync("ours"u8.ToArray(), $"{mark}.txt")).Text("id") };
}
