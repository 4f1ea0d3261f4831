using EmailAgent.RetrievalBench;

// Run as: RetrievalBench FOLDER [minilm|lexical]. FOLDER has messages, one in each file, of public lists; some of their threads are in it.
if (args is not [var folder, .. var rest] || rest is not ([] or ["minilm"] or ["lexical"]))
{
    await Console.Error.WriteLineAsync("Run as: RetrievalBench FOLDER [minilm|lexical]");
    return 1;
}

await using var mailbox = await BenchMailbox.CreateAsync(rest is [var model] ? model : "minilm");
var mail = ListMail.Read(folder);
var ids = await mailbox.AddAsync(mail);
await mailbox.EmbedAsync();
await new RankingMeasurement(mailbox, mail, ids).RunAsync();
return 0;
