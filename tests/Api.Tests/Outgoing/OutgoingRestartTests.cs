using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>Messages whose process ends before they are sent, or while they are.</summary>
public sealed class OutgoingRestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("outgoing");

    public void Dispose() => _folder.Delete(recursive: true);

    [PostgresFact]
    public async Task Message_ScheduledBeforeARestart_IsSentAfterIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (submitter, due) = (new ScriptedSubmitter(), TimeProvider.System.GetUtcNow().AddHours(1));
        var (user, token, id) = await AcceptAsync(database, submitter, mailbox => new { connection_id = mailbox, to = new[] { "ada@example.org" }, subject = "Later", body_text = "x", send_at = due.ToString("O") });
        Assert.Empty(submitter.Submitted);
        await using (var command = database.DataSource.CreateCommand("UPDATE outgoing SET due_at = now() WHERE id = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.ParseExact(id, "N") });
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        await using var second = await StartAsync(database, submitter);
        using var client = new ApiClient(second, token) { UserId = user };
        await UntilAsync(client, id, OutgoingStates.Sent);

        Assert.Single(submitter.Submitted);
    }

    [PostgresFact]
    public async Task Message_GivenUpAtAStop_IsSentByTheNextProcess()
    {
        await using var database = await TestDatabase.CreateAsync();
        var stuck = new ScriptedSubmitter { IsStuck = true };
        var (user, token, id) = await AcceptAsync(database, stuck, Now, () => stuck.Submitted.Count == 1);

        var submitter = new ScriptedSubmitter();
        await using var second = await StartAsync(database, submitter);
        using var client = new ApiClient(second, token) { UserId = user };
        await UntilAsync(client, id, OutgoingStates.Sent);

        Assert.Equal(Assert.Single(stuck.Submitted).MessageId, Assert.Single(submitter.Submitted).MessageId);
    }

    [PostgresFact]
    public async Task Message_WhoseProcessDiedWhileItWasSent_IsUnknownAndNotSentAgain()
    {
        await using var database = await TestDatabase.CreateAsync();
        var stuck = new ScriptedSubmitter { IsStuck = true };
        var (user, token, id) = await AcceptAsync(database, stuck, Now, () => stuck.Submitted.Count == 1);
        // As a process leaves it that is killed: claimed, without an outcome.
        await using (var command = database.DataSource.CreateCommand("UPDATE outgoing SET state = 'sending', claim = gen_random_uuid(), due_at = now(), attempts = 1 WHERE id = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.ParseExact(id, "N") });
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var submitter = new ScriptedSubmitter();
        await using var second = await StartAsync(database, submitter);
        using var client = new ApiClient(second, token) { UserId = user };
        await UntilAsync(client, id, OutgoingStates.Unknown);

        Assert.Empty(submitter.Submitted);
    }

    private static object Now(string mailbox) => new { connection_id = mailbox, to = new[] { "ada@example.org" }, subject = "Now", body_text = "x", undo_seconds = 0 };

    private static Task<ApiAnswer> UntilAsync(ApiClient user, string id, string state) => Eventually.Value(
        async () =>
        {
            var answer = await user.GetAsync($"/api/v1/outgoing/{id}");
            return answer.Text("state") == state ? answer : null;
        });

    /// <summary>Accepts a message in a process that then ends.</summary>
    private async Task<(Guid User, string Token, string Id)> AcceptAsync(
        TestDatabase database, ScriptedSubmitter submitter, Func<string, object> body, Func<bool>? until = null)
    {
        await using var host = await StartAsync(database, submitter);
        using var user = await host.RegisterAsync();
        var mail = body(await OutgoingMailbox.AddAsync(user));
        var answer = await user.PostAsync(mail.GetType().GetProperty("send_at") is null ? "/api/v1/emails/send" : "/api/v1/emails/schedule", mail);
        Assert.Equal(202, (int)answer.Status);
        if (until is not null)
            await Eventually.True(until);
        return (user.UserId, user.Token!, answer.Text("id"));
    }

    private Task<ApiHost> StartAsync(TestDatabase database, ScriptedSubmitter submitter) => ApiHost.StartAsync(
        settings: new Dictionary<string, string?>
        {
            ["Blobs:Folder"] = _folder.FullName,
            ["Outgoing:DrainTime"] = "00:00:00",
            ["Outgoing:SearchFor"] = "00:00:00",
        },
        configure: services => services.RemoveAll<IMailSubmitter>().AddSingleton<IMailSubmitter>(submitter),
        database: database);
}
