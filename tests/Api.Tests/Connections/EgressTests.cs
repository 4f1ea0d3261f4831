using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Connections;

/// <summary>Users name mail servers, but what only the operator's network can reach is not theirs to name.</summary>
public sealed class EgressTests
{
    [PostgresFact]
    public async Task Connection_ToWhatIsNotTheInternet_IsRefused_AndTellsNothingOfIt()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Egress:Allow:0"] = "" });
        using var user = await host.RegisterAsync();
        var answers = new List<string>();
        // The Api itself listens at the first, nobody at the second.
        foreach (var port in new[] { host.Address.Port, LoopbackPort.Find() })
        {
            foreach (var server in new[] { "127.0.0.1", "localhost", "169.254.169.254", "10.0.0.1", "::ffff:192.168.0.1", "0.0.0.0" })
            {
                foreach (var security in new[] { "none", "starttls", "tls" })
                {
                    var answer = await user.PostAsync("/api/v1/connections/imap", new { host = server, port, username = "u", password = "p", security });
                    answers.Add(answer.IsProblem(422, "connection_failed").Text("detail"));
                }
            }
        }

        Assert.Single(answers.Distinct());
    }
}
