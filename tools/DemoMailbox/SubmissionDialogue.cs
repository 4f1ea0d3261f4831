using System.Text;

namespace EmailAgent.DemoMailbox;

/// <summary>One connection of a client to the demo's submission server (RFC 5321, RFC 4954).</summary>
internal sealed class SubmissionDialogue(Stream client, int lmtpPort, string password) : IAsyncDisposable
{
    private readonly LineStream _client = new(client);
    private LmtpTransaction? _transaction;
    private bool _isLoggedIn;

    public async Task RunAsync()
    {
        await _client.WriteAsync("220 demo.example.org ESMTP");
        while (await _client.ReadAsync() is { } line)
        {
            if (line.Equals("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                await _client.WriteAsync("221 2.0.0 Bye");
                return;
            }

            await _client.WriteAsync(await AnswerAsync(line));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _client.DisposeAsync();
    }

    private async Task<string> AnswerAsync(string line)
    {
        var verb = line.Split(' ', ':')[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO" or "HELO" or "RSET":
                await EndAsync();
                return verb == "EHLO" ? "250-demo.example.org\r\n250-AUTH PLAIN\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 52428800" : "250 2.0.0 Ok";
            case "NOOP":
                return "250 2.0.0 Ok";
            case "AUTH":
                return await LogInAsync(line.Split(' '));
            case "MAIL" or "RCPT" or "DATA" when !_isLoggedIn:
                return "530 5.7.0 Log in first";
            case "MAIL":
                await EndAsync();
                _transaction = await LmtpTransaction.BeginAsync(lmtpPort);
                return await _transaction.SendAsync(WithoutParameters(line));
            case "RCPT" when _transaction is { } transaction:
                return await transaction.AddRecipientAsync(WithoutParameters(line));
            case "DATA" when _transaction is { Recipients: > 0 } transaction:
                return await TransferAsync(transaction);
            case "RCPT" or "DATA":
                return "503 5.5.1 Wrong order of commands";
            default:
                return "502 5.5.2 Unknown command";
        }
    }

    private async Task<string> LogInAsync(string[] words)
    {
        if (words.Length < 2 || !words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            return "504 5.5.4 Only PLAIN";
        if (words.Length == 2)
            await _client.WriteAsync("334 ");
        var response = words.Length > 2 ? words[2] : await _client.ReadAsync() ?? "";
        var login = new byte[response.Length];
        _isLoggedIn = Convert.TryFromBase64String(response, login, out var length) && Encoding.UTF8.GetString(login, 0, length).Split('\0') is [_, _, var given] && given == password;
        return _isLoggedIn ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong password";
    }

    /// <summary>Passes the message on line by line; the dots at the start of lines mean the same on both sides.</summary>
    private async Task<string> TransferAsync(LmtpTransaction transaction)
    {
        var answer = await transaction.SendAsync("DATA");
        if (!answer.StartsWith('3'))
            return answer;
        await _client.WriteAsync(answer);
        string? line;
        do
        {
            line = await _client.ReadAsync() ?? throw new IOException("The client ended within the message.");
            await transaction.WriteAsync(line);
        }
        while (line != ".");

        var result = await transaction.EndAsync();
        await EndAsync();
        return result;
    }

    private async Task EndAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }

    private static string WithoutParameters(string line) => line.IndexOf('>', StringComparison.Ordinal) is var end and >= 0 ? line[..(end + 1)] : line;
}
