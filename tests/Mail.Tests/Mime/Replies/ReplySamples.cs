namespace EmailAgent.Mail.Tests.Mime.Replies;

/// <summary>Answers as the common clients write them in five languages; made up for this test alone.</summary>
/// <param name="Name">Client and language.</param>
/// <param name="Fresh">What the sender wrote.</param>
/// <param name="Rest">Sign-off, quote and what leads to it.</param>
internal sealed record ReplySample(string Name, string Fresh, string Rest)
{
    public string Text => $"{Fresh}\n\n{Rest}\n";
}

/// <summary>Each client's way to quote, around texts in the language of the client.</summary>
internal static class ReplySamples
{
    private const string Who = "Maria Lopez <maria@example.com>";

    public static IEnumerable<ReplySample> All => English.Concat(German).Concat(French).Concat(Spanish).Concat(Japanese);

    private static IEnumerable<ReplySample> English =>
    [
        new("Gmail en", "Sounds good.\nI'll bring the printed copies on Tuesday.", Marked($"On Mon, Nov 16, 2026 at 3:04 PM {Who} wrote:", "Could you bring copies?")),
        new("Gmail en, wrapped", "No, sorry, I am away until the 20th.", Marked("On Mon, Nov 16, 2026 at 3:04 PM Maria Lopez-Hernandez of Accounts <\nmaria.lopez-hernandez@accounts.example.com> wrote:", "Could you come?")),
        new("Outlook en", "Hi Maria,\n\nthe budget is approved. From: now on we can order.", $"Kind regards,\nTom Berg\n\nFrom: {Who}\nSent: Monday, November 16, 2026 3:04 PM\nTo: Tom Berg <tom@example.com>\nSubject: Budget\n\nIs it approved?"),
        new("Outlook mobile en", "Yes, both of us.", $"Get Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: {Who}\nSent: Monday, November 16, 2026 3:04:05 PM\nTo: Tom Berg <tom@example.com>\nSubject: Re: Dinner\n\nAre you coming?"),
        new("Apple Mail en", "On Monday I wrote: it is done.\nStill true.", Marked($"On Nov 16, 2026, at 3:04 PM, {Who} wrote:", "Is it done?")),
        new("Thunderbird en", "Please see the attached log.", Marked("On 11/16/26 15:04, Maria Lopez wrote:", "What does the log say?")),
        new("Yahoo en", "Thanks for the update!", "    On Monday, November 16, 2026 at 03:04:05 PM GMT+1, " + Who + " wrote:  \n \n The parcel has left the warehouse.\n \nMaria  "),
        new("iPhone en", "Running late, start without me", Inside("Sent from my iPhone", $"On Nov 16, 2026, at 3:04 PM, {Who} wrote:", "Where are you?")),
        new("Galaxy en", "Ok will do", $"Sent from my Galaxy\n\n\n-------- Original message --------\nFrom: {Who} \nDate: 11/16/26  3:04 PM  (GMT+01:00) \nTo: Tom Berg <tom@example.com> \nSubject: Keys \n\nPlease lock the door."),
        new("Signature en", "The invoice is attached.", Marked("-- \nTom Berg\nBerg & Sons, Example Street 5\n\nOn 11/16/26 15:04, Maria Lopez wrote:", "Where is the invoice?")),
    ];

    private static IEnumerable<ReplySample> German =>
    [
        new("Gmail de", "Passt mir gut.\nIch bringe die Unterlagen mit.", Marked($"Am Mo., 16. Nov. 2026 um 15:04 Uhr schrieb {Who}:", "Geht Dienstag?")),
        new("Outlook de", "Hallo Maria,\n\nvon: uns aus ist alles erledigt.", $"Mit freundlichen Grüßen\nTom Berg\n\nVon: {Who}\nGesendet: Montag, 16. November 2026 15:04\nAn: Tom Berg <tom@example.com>\nBetreff: Angebot\n\nIst alles erledigt?"),
        new("Outlook mobile de", "Ja, wir kommen beide.", $"Outlook für iOS<https://aka.ms/o0ukef> beziehen\n________________________________\nVon: {Who}\nGesendet: Montag, 16. November 2026 15:04:05\nAn: Tom Berg <tom@example.com>\nBetreff: Re: Essen\n\nKommt ihr?"),
        new("Apple Mail de", "Am Montag schrieb ich schon: erledigt.\nDas gilt.", Marked($"Am 16.11.2026 um 15:04 schrieb {Who}:", "Ist es erledigt?")),
        new("Thunderbird de", "Das Protokoll hängt an.", Marked("Am 16.11.26 um 15:04 schrieb Maria Lopez:", "Was sagt das Protokoll?")),
        new("Yahoo de", "Danke für die Nachricht!", "     Am Montag, 16. November 2026 um 15:04:05 MEZ hat " + Who + " Folgendes geschrieben:  \n \n Das Paket ist unterwegs.  "),
        new("iPhone de", "Komme später, fangt an", Inside("Von meinem iPhone gesendet", $"Am 16.11.2026 um 15:04 schrieb {Who}:", "Wo bist du?")),
        new("Galaxy de", "Mach ich", $"Von meinem Galaxy gesendet\n\n\n-------- Ursprüngliche Nachricht --------\nVon: {Who} \nDatum: 16.11.26  15:04  (GMT+01:00) \nAn: Tom Berg <tom@example.com> \nBetreff: Schlüssel \n\nBitte abschließen."),
        new("GMX de", "Der Termin steht.", $"Viele Grüße\nTom\n\nGesendet: Montag, 16. November 2026 um 15:04\nVon: \"Maria Lopez\" <maria@example.com>\nAn: tom@example.com\nBetreff: Termin\n\nSteht der Termin?"),
    ];

    private static IEnumerable<ReplySample> French =>
    [
        new("Gmail fr", "C'est noté.\nJ'apporterai les copies mardi.", Marked($"Le lun. 16 nov. 2026 à 15:04, {Who} a écrit :", "Peux-tu apporter les copies ?")),
        new("Outlook fr", "Bonjour Maria,\n\nle budget est validé.", $"Cordialement,\nTom Berg\n\nDe : {Who}\nEnvoyé : lundi 16 novembre 2026 15:04\nÀ : Tom Berg <tom@example.com>\nObjet : Budget\n\nEst-il validé ?"),
        new("Outlook mobile fr", "Oui, tous les deux.", $"Télécharger Outlook pour iOS<https://aka.ms/o0ukef>\n________________________________\nDe : {Who}\nEnvoyé : lundi 16 novembre 2026 15:04:05\nÀ : Tom Berg <tom@example.com>\nObjet : Re: Dîner\n\nVous venez ?"),
        new("Apple Mail fr", "Le contrat est signé, a écrit le notaire.", Marked($"Le 16 nov. 2026 à 15:04, {Who} a écrit :", "Et le contrat ?")),
        new("Thunderbird fr", "Voici le journal.", Marked("Le 16/11/2026 à 15:04, Maria Lopez a écrit :", "Que dit le journal ?")),
        new("Yahoo fr", "Merci pour l'info !", "    Le lundi 16 novembre 2026 à 15:04:05 UTC+1, " + Who + " a écrit :  \n \n Le colis est parti.  "),
        new("iPhone fr", "En retard, commencez sans moi", Inside("Envoyé de mon iPhone", $"Le 16 nov. 2026 à 15:04, {Who} a écrit :", "Tu es où ?")),
        new("Galaxy fr", "D'accord", $"Envoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\nDe : {Who} \nDate : 16/11/2026  15:04  (GMT+01:00) \nÀ : Tom Berg <tom@example.com> \nObjet : Clés \n\nFerme la porte."),
    ];

    private static IEnumerable<ReplySample> Spanish =>
    [
        new("Gmail es", "Perfecto.\nLlevaré las copias el martes.", Marked("El lun, 16 nov 2026 a las 15:04, Maria Lopez (<maria@example.com>) escribió:", "¿Puedes traer las copias?")),
        new("Outlook es", "Hola Maria:\n\nel presupuesto está aprobado.", $"Un saludo,\nTom Berg\n\nDe: {Who}\nEnviado: lunes, 16 de noviembre de 2026 15:04\nPara: Tom Berg <tom@example.com>\nAsunto: Presupuesto\n\n¿Está aprobado?"),
        new("Outlook mobile es", "Sí, los dos.", $"Obtener Outlook para iOS<https://aka.ms/o0ukef>\n________________________________\nDe: {Who}\nEnviado: lunes, 16 de noviembre de 2026 15:04:05\nPara: Tom Berg <tom@example.com>\nAsunto: Re: Cena\n\n¿Venís?"),
        new("Apple Mail es", "El lunes lo escribió ella misma.\nYa está.", Marked($"El 16 nov 2026, a las 15:04, {Who} escribió:", "¿Ya está?")),
        new("Thunderbird es", "Adjunto el registro.", Marked("El 16/11/26 a las 15:04, Maria Lopez escribió:", "¿Qué dice el registro?")),
        new("Yahoo es", "¡Gracias por avisar!", "    El lunes, 16 de noviembre de 2026, 15:04:05 CET, " + Who + " escribió:  \n \n El paquete ha salido.  "),
        new("iPhone es", "Llego tarde, empezad", Inside("Enviado desde mi iPhone", $"El 16 nov 2026, a las 15:04, {Who} escribió:", "¿Dónde estás?")),
        new("Galaxy es", "Vale", $"Enviado desde mi Galaxy\n\n\n-------- Mensaje original --------\nDe: {Who} \nFecha: 16/11/26  15:04  (GMT+01:00) \nPara: Tom Berg <tom@example.com> \nAsunto: Llaves \n\nCierra la puerta."),
    ];

    private static IEnumerable<ReplySample> Japanese =>
    [
        new("Gmail ja", "承知しました。\n火曜日に資料を持参します。", Marked($"2026年11月16日(月) 15:04 {Who}:", "資料をお持ちいただけますか。")),
        new("Outlook ja", "Lopez 様\n\n予算は承認されました。", $"差出人: {Who}\n送信日時: 2026年11月16日 15:04\n宛先: Tom Berg <tom@example.com>\n件名: 予算\n\n承認されましたか。"),
        new("Outlook mobile ja", "はい、二人とも行きます。", $"Outlook for iOS を入手<https://aka.ms/o0ukef>\n________________________________\n差出人: {Who}\n送信日時: 2026年11月16日月曜日 15:04:05\n宛先: Tom Berg <tom@example.com>\n件名: Re: 夕食\n\n来られますか。"),
        new("Apple Mail ja", "済んでいます。", Marked($"2026/11/16 15:04、{Who}のメール:", "済みましたか。")),
        new("Thunderbird ja", "ログを添付します。", Marked("On 2026/11/16 15:04, Maria Lopez wrote:", "ログには何とありますか。")),
        new("Yahoo! Japan ja", "ありがとうございます。", $"----- Original Message -----\nFrom: {Who}\nTo: tom@example.com\nDate: 2026/11/16, Mon 15:04\nSubject: 荷物\n\n荷物を発送しました。"),
        new("iPhone ja", "遅れます、先に始めてください", Inside("iPhoneから送信", $"2026/11/16 15:04、{Who}のメール:", "どこにいますか。")),
        new("Galaxy ja", "了解です", $"Galaxyから送信\n\n\n-------- 元のメッセージ --------\nFrom: {Who} \nDate: 2026/11/16 15:04 (GMT+09:00) \nTo: Tom Berg <tom@example.com> \nSubject: 鍵 \n\n鍵を閉めてください。"),
        new("Sign-off ja", "お世話になっております。\n請求書をお送りします。", Marked($"よろしくお願いいたします。\nベルグ\n\n2026年11月16日(月) 15:04 {Who}:", "請求書はまだでしょうか。")),
    ];

    private static string Marked(string attribution, string quoted) => $"{attribution}\n\n> {quoted}\n>\n> Maria";

    /// <summary>Apple's phones quote the attribution, too.</summary>
    private static string Inside(string device, string attribution, string quoted) => $"{device}\n\n> {attribution}\n> \n> \uFEFF{quoted}";
}
