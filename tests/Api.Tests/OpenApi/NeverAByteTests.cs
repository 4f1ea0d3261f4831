using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>
/// Random users with random mailboxes and keys read whatever the OpenAPI document offers, by any ids, their own and others'. Whoever is
/// not the owner never gets a byte, nor does a key of another mailbox than its own.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class NeverAByteTests(ApiFixture fixture)
{
    private static readonly string[] Endless = ["/api/v1/events/stream", "/api/v1/ws"];

    [PostgresFact]
    public async Task Reads_ByAnyIds_HoldNothingOfOthers()
    {
        var reads = (await ApiOperation.ReadAllAsync(fixture.Host))
            .Where(operation => operation.Method == HttpMethod.Get && !Endless.Contains(operation.Template) && !operation.Template.Contains("/setup/", StringComparison.Ordinal))
            .ToList();
        // The seed is in the failure's message, and is all that the series depends on but the ids.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => ReadAllAsync(reads, new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3));
    }

    private async Task<bool> ReadAllAsync(List<ApiOperation> reads, Random random)
    {
        var tenants = new List<Tenant>();
        for (var left = 1 + random.Next(2); left >= 0; left--)
            tenants.Add(await Tenant.CreateAsync(fixture.Host, random));
        foreach (var tenant in tenants)
        {
            foreach (var reader in tenant.Readers)
                await ReadAsync(reads, tenants, tenant, reader, random);
        }

        tenants.ForEach(tenant => tenant.Dispose());
        return true;
    }

    private static async Task ReadAsync(List<ApiOperation> reads, List<Tenant> tenants, Tenant tenant, Tenant.Reader reader, Random random)
    {
        var marks = tenants.SelectMany(each => each.MailboxMarks.Append(each.Mark)).ToList();
        var forbidden = marks.Except(reader.Marks).Where(mark => mark != tenant.Mark).ToList();
        var seen = new HashSet<string>();
        foreach (var operation in reads)
        {
            var path = PathOf(operation, tenants[random.Next(tenants.Count)], tenants, random);
            var text = Encoding.UTF8.GetString((await reader.Client.GetAsync(path)).Body);
            Assert.All(forbidden, mark => Assert.False(text.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{mark} of another is in GET {path}: {text}"));
            seen.UnionWith(reader.Marks.Where(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        }

        // Or it would prove nothing.
        Assert.Contains(reader.Marks[^1], Encoding.UTF8.GetString((await reader.Client.GetAsync("/api/v1/emails")).Body), StringComparison.Ordinal);
        Assert.NotEmpty(seen);
    }

    private static string PathOf(ApiOperation operation, Tenant victim, List<Tenant> tenants, Random random)
    {
        var steps = operation.Template.Split('/');
        for (var i = 1; i < steps.Length; i++)
        {
            if (steps[i].StartsWith('{'))
                steps[i] = Any(victim.Ids.GetValueOrDefault(steps[i - 1]), random);
        }

        var parameters = operation.Description.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];
        var chosen = parameters.Select(name => (Name: name, Value: ValueOf(name, tenants[random.Next(tenants.Count)], random)))
            .Where(parameter => parameter.Value is not null && (parameter.Name == "q" || random.Next(2) == 0));
        return $"{string.Join('/', steps)}?{string.Join('&', chosen.Select(parameter => $"{parameter.Name}={parameter.Value}"))}";
    }

    private static string? ValueOf(string parameter, Tenant victim, Random random) => parameter switch
    {
        "q" => random.Next(2) == 0 ? "common" : "in:inbox",
        "connection_id" => Any(victim.Ids["connections"], random),
        "label" or "label_id" or "folder" => Any(victim.Ids["labels"], random),
        "after" => "0",
        "user" or "user_id" => Any(victim.Ids["users"], random),
        _ => null,
    };

    private static string Any(List<string>? ids, Random random) => ids is null ? $"{Guid.NewGuid():N}" : ids[random.Next(ids.Count)];
}
