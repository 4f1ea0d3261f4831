using System.Globalization;
using EmailAgent.DemoMailbox;

if (args is ["submission", var port, var lmtpPort, var passwordFile])
{
    var password = (await File.ReadAllTextAsync(passwordFile)).TrimEnd();
    await new SubmissionServer(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(lmtpPort, CultureInfo.InvariantCulture), password).RunAsync();
    return 0;
}

if (args is not [var maildir, var address])
{
    Console.Error.WriteLine("usage: DemoMailbox <maildir to create> <owner's address> | submission <port> <port of LMTP> <file with the password>");
    return 2;
}

// The seed makes the mail the same each time; only its dates follow the calendar, so that the newest is from today.
var scene = new Scene(new Person("Dana Demo", address), TimeProvider.System.GetUtcNow(), new Random(20260101));
var mail = new MaildirWriter(maildir);
var count = 0;
foreach (var message in DemoMail.Compose(scene).OrderBy(message => message.Date))
{
    mail.Add(message, sequence: ++count);
}

Console.WriteLine($"{count} messages");
return 0;
