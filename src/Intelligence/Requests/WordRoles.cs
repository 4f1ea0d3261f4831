using System.Collections.Frozen;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Requests;

/// <summary>The roles of words in English, German, French, Spanish and Swedish. A word of several languages has the role that it has most in mail.</summary>
internal static class WordRoles
{
    private static readonly (WordRole Role, string Words)[] Table =
    [
        (WordRole.Author, "i we ich wir je j nous yo nosotros jag vi"),
        (WordRole.Reader, "you u ya du sie ihr tu vous usted ustedes vosotros ni dich dir ihnen euch toi te dig er"),
        (WordRole.OfReader, "your yours dein deine deinen deiner ihre ihren ihrer ihrem euer eure votre vos ton ta tes su sus vuestro din ditt dina ert era"),
        (WordRole.Third, "he she it they him her them this that these those there es ihm ihn il elle ils elles on ce cela ca ello eso esto ella ellos han hon den det de dem that's"),
        (WordRole.Modal, """
            can could would will ll d should may might must shall cannot wont kannst könnt können könnten könntest könntet könnte kann würden würdest würde würdet sollst sollten solltest sollte magst
            möchtest möchten mögen darf dürfte dürften muss musst müssen müsst peux peut pouvez pourriez pourrais pourrait pouvons pourrions devez dois devrais devriez veuillez puedes puede podrías podría pueden podrían
            podemos podéis debes debe deberías debería quieres quiere kan kunde skulle ska bör måste vill får
            """),
        (WordRole.Auxiliary, """
            is are was were am m do does did has have had isn aren wasn weren don doesn didn hasn haven be been ist sind war waren bin bist seid hast habe haben habt hat hatte hatten gibt est suis es sommes êtes sont
            était avez ai avons ont soy eres somos son fue era he ha hay tienes tiene tienen är var har hade finns
            """),
        (WordRole.Interrogative, """
            what when where who whom why how which whose whats was wann wo wer warum wie welche welcher welches wieso weshalb wohin woher womit wessen wem qui quand où comment pourquoi quel quelle quels quelles combien
            qué cuándo dónde quién cómo cuál cuánto cuántos cuánta cuántas vad när vem varför hur vilken vilket vilka
            """),
        (WordRole.Article, "the a an my our his her their der die das ein eine einen dem mein meine unser unsere le la les l un une mon ma mes notre nos el los las una mi mis nuestro nuestra en ett min mitt mina vår vårt våra"),
        (WordRole.Please, "please pls plz kindly bitte svp snälla plaît plait favor vänligen"),
        (WordRole.Negation, "not never no t nicht kein keine nie pas jamais nunca jamás inte aldrig ingen"),
        (WordRole.Thanks, "thanks thank thx danke vielen merci gracias tack sorry appreciated appreciate grateful welcome dankbar reconnaissant agradecería agradezco tacksam"),
        (WordRole.Opening, """
            and but so then also well ok okay yes yeah no now anyway anyways however hi hello hey oh hmm just perhaps maybe otherwise therefore first second third next finally btw again meanwhile instead
            und aber also dann ja nein nun jetzt hallo übrigens außerdem zuerst danach schließlich vielleicht
            et mais alors donc oui non bonjour salut aussi ensuite puis enfin sinon y pero entonces sí hola además luego después también o och men så då nej hej sedan även först
            """),
        (WordRole.Condition, "if when once before after unless while until because since wenn falls sobald bevor nachdem bis weil si lorsque dès avant après cuando antes om innan efter tills eftersom"),
        (WordRole.Preposition, "to of in on at for with by from about into as than zu auf an für mit von bei über nach à de dans sur pour avec par por para con sobre sin på i till för med av från vid"),
        (WordRole.Anyone, "any anyone anybody someone somebody everyone everybody anything all jemand irgendjemand alle quelqu quelqun tous alguien alguno todos någon några alla"),
        (WordRole.Let, "let lets lass lasst lassen laissez laisse låt"),
        (WordRole.Verb, """
            accept add address advise allow answer apply approve arrange ask assign attach avoid back be book bring build buy call cancel change check choose clean clear click close come comment compare compile complete
            configure confirm consider contact contribute convert copy correct create cut decide delete deliver describe disable discuss do document download drop edit email enable ensure enter evaluate examine exclude explain
            extend feed fetch file fill find finish fix follow forget forgive forward get give go grab handle have help hold hurry ignore include inform insert inspect install investigate invite join keep kill leave lend let list load log look
            mail make mark measure meet mention merge move note notify offer open order organize paste pay phone pick ping plan point post prepare press print proceed process provide publish pull push put raise read rebuild recommend
            reconsider record refer refrain refresh register reinstall remember remind remove rename reply report request rerun reserve reset resend resolve respond restart return review rewrite ring run save say schedule see select send
            set share show sign speak specify start stay stop submit subscribe suggest supply switch take talk tell test think translate try turn type unplug unsubscribe update upgrade upload use verify view visit wait watch work write
            schick schicke schickt schicken send sende senden prüf prüfe prüfen prüft buch buche buchen ruf rufe rufen gib geben gebt füll fülle füllen bestätige bestätigen sag sage sagen sagt melde melden meldet schau schaue schauen schaut
            bring bringe bringen denk denke denken denkt vergiss vergessen überweise überweisen teile teilen nimm nehmen nehmt mach mache machen macht leg lege legen stell stelle stellen trag trage tragen lies lesen lest komm kommen kommt warte warten
            erinnere erinnern schreib schreibe schreiben schreibt antworte antworten besorg besorge besorgen kümmere kümmern lösche löschen öffne öffnen klick klicke klicken lade laden leite leiten reich reiche reichen zahl zahle zahlen bezahle bezahlen
            unterschreib unterschreibe unterschreiben beachten beachte finden korrigiere korrigieren erledige erledigen wende wenden sorge sorgen gehen geh versuche versuchen nutze nutzen verwende verwenden kontaktiere kontaktieren informiere informieren
            envoie envoyez envoyer vérifie vérifiez vérifier appelle appelez confirme confirmez confirmer réserve réservez dis dites dire donne donnez donner fais faites faire regarde regardez lis lisez mets mettez prends prenez prévenez préviens rappelle rappelez
            remplis remplissez remplir réponds répondez répondre signe signez signer transmets transmettez transmettre renvoie renvoyez tiens tenez n'oublie oublie oubliez pense pensez viens venez corrige corrigez paie payez règle réglez contacte contactez
            apporte apportez ajoute ajoutez change changez essaie essayez ouvre ouvrez cliquez télécharge téléchargez utilise utilisez attends attendez
            envía envia envíe envie envíame envíanos enviar enviarme revisa revise revisar confirma confirme confirmar llama llame llámame llámanos llamar reserva reserve dime dígame díganos decirme avísame avisa avise avísanos haz haga hacer mira mire lee lea pon ponga
            toma tome trae traiga responde responda responder rellena rellene firma firme firmar manda mande mándame mandar recuerda recuerde olvides olvide paga pague pagar corrige corrija contacta contacte añade añada cambia cambie prueba pruebe abre abra espera espere
            comprueba compruebe pásame pasa pase comparte comparta indícanos indícame quédate
            skicka kolla kontrollera ring boka betala fyll bekräfta svara säg ge gör titta läs lägg ta kom glöm hör påminn skriv hjälp fixa uppdatera granska godkänn underteckna återkom meddela vänta prova testa öppna klicka ladda använd hämta lämna se vänd tänk dela
            """),
    ];

    private static readonly FrozenDictionary<string, WordRole>.AlternateLookup<ReadOnlySpan<char>> Roles =
        (from entry in Table
         from word in entry.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
         group entry.Role by LetterFolding.Fold(word))
        .ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the role of a folded word.</summary>
    public static WordRole Of(ReadOnlySpan<char> word) => Roles.TryGetValue(word, out var role) ? role : WordRole.Other;
}
