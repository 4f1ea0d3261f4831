using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Identity;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Notices;

public sealed class UnusableNoticeTests : IDisposable
{
    private readonly MailFolder _mails = new();

    public void Dispose() => _mails.Dispose();

    [PostgresFact]
    public async Task Notice_ThatCannotBeWritten_IsPostponedAndKeepsNoOtherBack()
    {
        await using var host = await ApiHost.StartAsync(settings: _mails.Settings);
        using var user = await host.RegisterAsync();
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");
        await _mails.TakeAsync(email); // to verify
        var database = host.Services.GetRequiredService<NpgsqlDataSource>();

        await using (var insert = database.CreateCommand(
            """
            INSERT INTO notices (email_key, kind, due_at)
            VALUES ($1, 'of_a_later_version', now() - interval '1 minute'), ($1, 'password_changed', now() - interval '1 second')
            """))
        {
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email });
            await insert.ExecuteNonQueryAsync();
        }

        using var anonymous = host.Anonymous();
        await anonymous.PostAsync("/api/v1/auth/verify-email/resend", new { email = $"{Guid.NewGuid():N}@nobody.example" }); // has the outbox look

        Assert.Contains("Your password was changed", await _mails.TakeAsync(email), StringComparison.Ordinal);
        await Eventually.True(async () =>
        {
            // Else it is leased, for longer.
            await using var postponed = database.CreateCommand(
                "SELECT count(*) FROM notices WHERE kind = 'of_a_later_version' AND attempts > 0 AND due_at < now() + interval '4 minutes'");
            return (long)(await postponed.ExecuteScalarAsync())! == 1;
        });
    }
}
