using System.Buffers.Binary;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Passwords that were hashed with fewer rounds are let in, and hashed anew on the way.</summary>
[Collection(ApiTests.Name)]
public sealed class PasswordUpgradeTests(ApiFixture fixture)
{
    private const int Rounds = 210_000;

    [PostgresFact]
    public async Task Login_WithAnOldHash_ReplacesIt()
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Equal(Rounds, RoundsOf(await ReadAsync(user.UserId)));
        var old = new PasswordHasher<object>().HashPassword(new object(), "correct horse");
        Assert.True(RoundsOf(old) < Rounds);
        await WriteAsync(user.UserId, old);
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");
        using var anonymous = fixture.Host.Anonymous();

        (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "wrong horse" })).IsProblem(401, "invalid_credentials");
        Assert.Equal(old, await ReadAsync(user.UserId));
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" })).Status);

        Assert.Equal(Rounds, RoundsOf(await ReadAsync(user.UserId)));
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" })).Status);
    }

    private static int RoundsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));

    private async Task<string> ReadAsync(Guid userId)
    {
        await using var command = Database.CreateCommand("SELECT password_hash FROM users WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = userId });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task WriteAsync(Guid userId, string hash)
    {
        await using var command = Database.CreateCommand("UPDATE users SET password_hash = $2 WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = userId });
        command.Parameters.Add(new NpgsqlParameter { Value = hash });
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlDataSource Database => fixture.Host.SiloServices.GetRequiredService<NpgsqlDataSource>();
}
