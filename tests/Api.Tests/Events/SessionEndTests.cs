using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Events;

/// <summary>
/// Live lines end with the access of whoever listens: without any event, and without waiting for the next poll, since there is none.
/// </summary>
public sealed class SessionEndTests(NoPollFixture fixture) : IClassFixture<NoPollFixture>
{
    private const string Password = "correct horse";

    [PostgresFact]
    public async Task Logout_EndsTheLinesOfAllSessions()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await ListenAsync(user);
        await using var stream = await StreamAsync(user);

        await user.PostAsync("/api/v1/auth/logout-all");

        await EndsAsync(socket);
        await stream.CopyToAsync(Stream.Null); // ends, or the test hangs
    }

    [PostgresFact]
    public async Task SessionEnded_EndsItsLinesAndNoOthers()
    {
        using var anonymous = fixture.Host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var first = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        using var kept = new ApiClient(fixture.Host, first.Text("access_token")) { UserId = Guid.ParseExact(first.Json.GetProperty("user").GetProperty("id").GetString()!, "N") };
        using var ended = new ApiClient(fixture.Host, (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password })).Text("access_token"));
        using var keptSocket = await ListenAsync(kept);
        using var endedSocket = await ListenAsync(ended);

        await ended.DeleteAsync("/api/v1/auth/sessions/current");

        await EndsAsync(endedSocket);
        await new EventWriter(kept).AppendAsync("email.received");
        await keptSocket.ReceiveAsync("email.received");
    }

    [PostgresFact]
    public async Task AccountDisabled_EndsItsLines()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var user = await fixture.Host.RegisterAsync();
        using var key = user.With(await user.CreateAsync("events:read"));
        using var socket = await ListenAsync(user);
        using var keySocket = await ListenAsync(key);

        Assert.InRange((int)(await admin.PatchAsync($"/api/v1/admin/users/{user.UserId:N}", new { disabled = true })).Status, 200, 204);

        await EndsAsync(socket);
        await EndsAsync(keySocket);
    }

    [PostgresFact]
    public async Task AccountErased_EndsItsLines()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = await ListenAsync(user);

        Assert.InRange((int)(await user.SendAsync(HttpMethod.Delete, "/api/v1/profile", new { password = Password })).Status, 200, 204);

        await EndsAsync(socket);
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KeyRevokedOrNarrowed_EndsItsLinesAndNoOthers(bool revoked)
    {
        using var user = await fixture.Host.RegisterAsync();
        var made = await user.CreateAsync("events:read", "mail:read");
        using var key = user.With(made);
        using var other = user.With(await user.CreateAsync("events:read"));
        using var socket = await ListenAsync(key);
        using var otherSocket = await ListenAsync(other);
        await using var stream = await StreamAsync(key);

        var path = $"{KeyCalls.Path}/{made.Text("id")}";
        Assert.InRange((int)(revoked ? await user.DeleteAsync(path) : await user.PatchAsync(path, new { scopes = new[] { "mail:read" } })).Status, 200, 204);

        await EndsAsync(socket);
        await stream.CopyToAsync(Stream.Null);
        await new EventWriter(user).AppendAsync("email.received");
        await otherSocket.ReceiveAsync("email.received");
    }

    private static async Task<EventSocket> ListenAsync(ApiClient caller)
    {
        var socket = await EventSocket.OpenAsync(caller.Host, "after=0", caller.Token);
        await socket.ReceiveAsync("ready");
        return socket;
    }

    private static Task<Stream> StreamAsync(ApiClient caller) => caller.OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream"));

    private static async Task EndsAsync(EventSocket socket)
    {
        Assert.Null(await socket.ReceiveAsync());
        Assert.Equal((4401, "the session has ended"), ((int?)socket.CloseStatus, socket.CloseDescription));
    }
}
