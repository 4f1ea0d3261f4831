using System.Net;
using System.Net.Sockets;

namespace EmailAgent.DemoMailbox;

/// <summary>
/// The submission server of the demo, on loopback: it takes mail from clients that log in with the demo's password, and delivers it to the mailboxes of
/// the demo over LMTP. Other recipients do not exist.
/// </summary>
internal sealed class SubmissionServer(int port, int lmtpPort, string password)
{
    /// <summary>Serves until the process ends.</summary>
    public async Task RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true)
        {
            _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var dialogue = new SubmissionDialogue(client.GetStream(), lmtpPort, password);
            try
            {
                await dialogue.RunAsync();
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // One of both sides has ended the connection.
            }
        }
    }
}
