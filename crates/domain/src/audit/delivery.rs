//! The actions about what is handed over (packages for the registry, data discs, addresses and prints), about students'
//! questions and about standards.

/// Hands the list of all actions to `$make`: those before, those about what is handed over, those after.
macro_rules! with_delivery {
    ($make:ident! { $($before:tt)* } { $($after:tt)* }) => {
        $make! {
            $($before)*
            /// A package for the registry was proposed.
            ProposeRegistryPackage {
                /// The batch of its portraits.
                batch: BatchId,
                /// How many portraits.
                records: u32,
            }
            /// A second person approved a package for the registry.
            ApproveRegistryPackage
            /// A second person declined a package for the registry.
            DeclineRegistryPackage
            /// A package for the registry was given up before it was sent.
            DropRegistryPackage
            /// The file of a package for the registry was written.
            BuildRegistryPackage {
                /// How many portraits it holds.
                records: u32,
            }
            /// The file of a package for the registry was taken out.
            FetchRegistryPackage
            /// A package was sent to the registry.
            SendRegistryPackage
            /// Answers of the registry were read in.
            ReadRegistryAnswers {
                /// Portraits that are accepted now.
                portraits_accepted: u32,
                /// Portraits that are refused now.
                portraits_refused: u32,
            }
            /// A data disc was asked for.
            ProposeDisc {
                /// The batch.
                batch: BatchId,
                /// The school that it is for.
                school: SchoolId,
                /// How many portraits.
                portraits: u32,
            }
            /// A second person approved a data disc.
            ApproveDisc
            /// A second person declined a data disc.
            DeclineDisc
            /// A data disc was given up, or its files deleted.
            DropDisc
            /// The volumes of a data disc were written.
            MakeDisc {
                /// How many portraits are on it.
                portraits: u32,
            }
            /// A volume of a data disc was taken out.
            FetchDisc {
                /// Its number, from 1.
                number: u32,
            }
            /// What was measured in a print shop was noted.
            CalibrateShop {
                /// The paper.
                paper: Paper,
                /// The ruler along its long side, micrometres.
                long_um: u32,
                /// The ruler along its short side, micrometres.
                short_um: u32,
            }
            /// A print shop was forgotten.
            ForgetShop
            /// The passphrase of an encrypted archive was shown.
            RevealDiscPassphrase
            /// A list of many students was asked for.
            ProposeListExport {
                /// The batch.
                batch: BatchId,
                /// How many students.
                persons: u32,
            }
            /// A second person approved a list of many students.
            ApproveListExport
            /// A second person declined a list of many students.
            DeclineListExport
            /// A list of many students was given up, or its file deleted.
            DropListExport
            /// The file of a list of many students was written.
            MakeListExport {
                /// How many students are on it.
                persons: u32,
            }
            /// A list of many students was taken out.
            FetchListExport
            /// A student wrote an address down, or changed it.
            KeepAddress
            /// A student deleted an address.
            DeleteAddress
            /// A student left a question with the centre.
            AskCentre
            /// Staff answered a student's question.
            AnswerEnquiry
            /// A run of print jobs was started.
            StartPrintRun {
                /// How many jobs it took.
                jobs: u32,
            }
            /// The files of a run were asked for again.
            RebuildPrints
            /// A link to a file of a run was asked for.
            DownloadPrints {
                /// Which file.
                file: RunFile,
            }
            /// The code of a print job was scanned into its parcel.
            PackPrints
            /// Prints were handed to the courier.
            ShipPrints
            /// Prints have arrived.
            ReceivePrints
            /// A print job is made once more.
            ReprintPrints {
                /// What was wrong with the former sheets.
                reason: ReprintReason,
            }
            /// A school acknowledged its parcel of prints.
            AcknowledgePrints {
                /// How many jobs were missing or wrong.
                discrepancies: u32,
            }
            /// A member of staff read who is expected in a studio on a day.
            ReadExpected {
                /// How many students are on the list.
                students: u32,
            }
            /// Sealing everything under the present keys was begun by hand.
            StartResealing
            /// A version of a standard of the centre was drafted.
            DraftStandard {
                /// The number of the version.
                number: u32,
            }
            /// The draft of a standard was changed.
            ReviseStandard {
                /// The number of the version.
                number: u32,
            }
            /// The draft of a standard was deleted.
            DiscardStandard {
                /// The number of the version.
                number: u32,
            }
            /// A version of a standard was put in force; it never changes again.
            PutStandardInForce {
                /// The number of the version.
                number: u32,
            }
            /// The photos of a batch are judged by another standard.
            JudgeBatchBy {
                /// The number of the version; none for a standard of the installation.
                number: Option<u32>,
            }
            /// Photos that wait were judged again, without their pixels.
            JudgePhotosAgain {
                /// How many.
                photos: u32,
            }
            $($after)*
        }
    };
}

pub(super) use with_delivery;
