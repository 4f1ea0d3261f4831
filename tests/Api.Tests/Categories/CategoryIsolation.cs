using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Categories;

/// <summary>A sender whose mail only the owner has.</summary>
internal sealed class CategoryIsolation : IIsolationCase
{
    private const string Kind = "senders";

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => AddAsync(owner, "ours@example.org");

    public Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => AddAsync(owner, $"{mark}@example.org");

    private static async Task<IReadOnlyDictionary<string, string>> AddAsync(ApiClient owner, string address)
    {
        await (await MailSeed.CreateAsync(owner)).AddAsync(1, change: (_, message) => message with { FromEmail = address });
        return new Dictionary<string, string> { [Kind] = address };
    }
}
