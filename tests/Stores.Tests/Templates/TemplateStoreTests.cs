using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Stores.Tests.Templates;

public sealed class TemplateStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private TemplateStore Store => storage.Get<TemplateStore>();

    [PostgresFact]
    public async Task Template_Written_IsReadAsItWas()
    {
        var (user, id) = (await storage.AddUserAsync(), Guid.CreateVersion7());
        var content = new TemplateContent("One", "{{ a }}", null, "<p>{{ a }}</p>", [new TemplateVariable("a", TemplateVariableTypes.Text, false, "x", null)]);

        Assert.Equal(TemplateResult.Written, await Store.CreateAsync(user, id, content, 10, Entry(user), default));

        var stored = (await Store.FindAsync(user, id, default))!;
        Assert.Equal((content.Name, content.Subject, content.BodyText, content.BodyHtml), (stored.Name, stored.Subject, stored.BodyText, stored.BodyHtml));
        Assert.Equal(content.Variables, stored.Variables);
        Assert.Equal(content.Variables, Assert.Single(await Store.ListAsync(user, default)).Variables);
    }

    [PostgresFact]
    public async Task Create_BySeveralAtOnce_KeepsTheLimit()
    {
        var user = await storage.AddUserAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Store.CreateAsync(user, Guid.CreateVersion7(), Content($"t{i}"), 3, Entry(user), default)));

        Assert.Equal(3, results.Count(result => result == TemplateResult.Written));
        Assert.Equal(3, (await Store.ListAsync(user, default)).Count);
    }

    [PostgresFact]
    public async Task Writes_OfATakenNameAStrangerOrAFormerState_AreRefused()
    {
        var (user, stranger, one, two) = (await storage.AddUserAsync(), await storage.AddUserAsync(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Store.CreateAsync(user, one, Content("one"), 10, Entry(user), default);
        await Store.CreateAsync(user, two, Content("two"), 10, Entry(user), default);
        var former = (await Store.FindAsync(user, one, default))!.UpdatedAt;

        Assert.Equal(TemplateResult.NameTaken, await Store.UpdateAsync(user, one, Content("TWO"), null, Entry(user), default));
        Assert.Equal(TemplateResult.Refused, await Store.UpdateAsync(stranger, one, Content("mine"), null, Entry(stranger), default));
        Assert.Equal(TemplateResult.Written, await Store.UpdateAsync(user, one, Content("other"), former, Entry(user), default));
        Assert.Equal(TemplateResult.Refused, await Store.UpdateAsync(user, one, Content("again"), former, Entry(user), default));
        Assert.Equal(TemplateResult.Refused, await Store.DeleteAsync(user, one, former, Entry(user), default));
        Assert.Equal(TemplateResult.Written, await Store.DeleteAsync(user, one, null, Entry(user), default));
    }

    private static TemplateContent Content(string name) => new(name, null, "x", null, []);

    private static AuditEntry Entry(Guid user) => new(
        user, TemplateActions.Create, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(user, null), Origin: null);
}
