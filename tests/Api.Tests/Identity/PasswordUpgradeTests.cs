using System.Buffers.Binary;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Passwords that were hashed with fewer rounds are let in, and hashed anew on the way.</summary>
public sealed class PasswordUpgradeTests
{
    private const int Rounds = 210_000;

    [PostgresFact]
    public async Task Login_WithAnOldHash_ReplacesIt()
    {
        await using var host = await ApiHost.StartAsync(cheapPasswords: false);
        using var user = await host.RegisterAsync();
        Assert.Equal(Rounds, RoundsOf(await ReadAsync(user)));
        var old = new PasswordHasher<object>().HashPassword(new object(), "correct horse");
        Assert.True(RoundsOf(old) < Rounds);
        await WriteAsync(user, old);
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");
        using var anonymous = host.Anonymous();

        (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "wrong horse" })).IsProblem(401, "invalid_credentials");
        Assert.Equal(old, await ReadAsync(user));
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" })).Status);

        Assert.Equal(Rounds, RoundsOf(await ReadAsync(user)));
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" })).Status);
    }

    private static int RoundsOf(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));

    private static async Task<string> ReadAsync(ApiClient user)
    {
        await using var command = Database(user).CreateCommand("SELECT password_hash FROM users WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = user.UserId });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task WriteAsync(ApiClient user, string hash)
    {
        await using var command = Database(user).CreateCommand("UPDATE users SET password_hash = $2 WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = user.UserId });
        command.Parameters.Add(new NpgsqlParameter { Value = hash });
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDataSource Database(ApiClient user) => user.Host.Services.GetRequiredService<NpgsqlDataSource>();
}
