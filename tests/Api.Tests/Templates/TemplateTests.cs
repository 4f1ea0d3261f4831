using System.Text.Json;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Templates;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Templates;

/// <summary>Templates over HTTP: their life, their variables and their previews.</summary>
[Collection(ApiTests.Name)]
public sealed class TemplateTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/templates";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Template_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(Path, new { name = " Welcome ", subject = "Hello {{ name }}", body_html = "<p>{{ name }}</p>" });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Path}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal("Welcome", created.Text("name"));
        Assert.Equal("name", Assert.Single(created.Json.GetProperty("variables").EnumerateArray()).GetProperty("name").GetString());

        Assert.Equal("Bye {{ name }}", (await user.PatchAsync(one, new { subject = "Bye {{ name }}" })).Text("subject"));
        (await user.PatchAsync(one, new { subject = "{{ other }}" })).IsProblem(400, "validation_failed");
        Assert.Equal(JsonValueKind.Null, (await user.PatchAsync(one, new { subject = "" })).Json.GetProperty("subject").ValueKind);
        (await user.PostAsync(Path, new { name = "WELCOME", body_text = "x" })).IsProblem(409, TemplateProblems.NameTaken);
        Assert.Single((await user.GetAsync(Path)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");

        var events = (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("type").GetString());
        Assert.Equal([TemplateEvents.Created, TemplateEvents.Updated, TemplateEvents.Updated, TemplateEvents.Deleted], events);
        var target = $"template:{id}";
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, TemplateActions.Create)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, TemplateActions.Change)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, TemplateActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task Preview_OfATemplate_EncodesValuesAndNamesWhatIsMissing()
    {
        using var user = await Host.RegisterAsync();
        var id = (await user.PostAsync(Path, new
        {
            name = "a",
            subject = "{{ name }}",
            body_text = "{{ name }} {{ count }}",
            body_html = "<p>{{ name }}</p>",
            variables = new object[] { new { name = "name", type = "text" }, new { name = "count", type = "number", @default = "3" } },
        })).Text("id");

        var preview = await user.PostAsync($"{Path}/{id}/preview", new { variables = new { name = "<b>\nAda" } });

        Assert.Equal("<b> Ada", preview.Text("subject"));
        Assert.Equal("<b>\nAda 3", preview.Text("body_text"));
        Assert.StartsWith("<p>&lt;b&gt;", preview.Text("body_html"), StringComparison.Ordinal);
        Assert.Equal(["variables.name"], (await user.PostAsync($"{Path}/{id}/preview", new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(
            ["variables.count", "variables.name", "variables.nmae"],
            (await user.PostAsync($"{Path}/{id}/preview", new { variables = new { nmae = 1, count = "x" } })).IsProblem(400, "validation_failed").ErrorFields().Order());
        Assert.Equal(["variables"], (await user.PostAsync($"{Path}/{id}/preview", new { variables = new[] { 1 } })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Preview_OfABomb_IsRefused()
    {
        using var user = await Host.RegisterAsync();
        var id = (await user.PostAsync(Path, new { name = "a", body_text = "{% for i in (1..2000) %}{% for j in (1..2000) %}{{ i }}{% endfor %}{% endfor %}" })).Text("id");

        (await user.PostAsync($"{Path}/{id}/preview", new { })).IsProblem(422, TemplateProblems.Failed);
    }

    [PostgresFact]
    public async Task Template_Changed_IsRefusedToWhoReadAnEarlierState()
    {
        using var user = await Host.RegisterAsync();
        var one = $"{Path}/{(await user.PostAsync(Path, new { name = "a", body_text = "x" })).Text("id")}";
        var tag = (await user.GetAsync(one)).Header("ETag")!;
        await user.PatchAsync(one, new { body_text = "y" });

        var late = new HttpRequestMessage(HttpMethod.Delete, one);
        late.Headers.TryAddWithoutValidation("If-Match", tag);

        (await user.SendAsync(late)).IsProblem(412, "precondition_failed");
    }
}
